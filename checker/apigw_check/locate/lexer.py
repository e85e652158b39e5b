"""The tokens of HCL that decide where things begin and end: brackets, strings, heredocs, templates, comments.

Everything is read in one pass with an explicit stack, so that neither nesting nor a truncated file can exhaust the
interpreter, and time grows with the length of the text alone. Groups are not repeated possessively: Python 3.11.0 to
3.11.4 match some of those wrongly (https://github.com/python/cpython/issues/106052). They are bounded instead, because
the matcher keeps memory for each repetition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

IDENTIFIER = r"[^\W\d][\w-]*+"
COMMENT = r"\#[^\n]*+|//[^\n]*+|(?>/\*(?s:.*?)(?:\*/|\Z))"
HEREDOC = rf"<<-?{IDENTIFIER}[ \t]*+\r?+\n"
# A string on one line whose templates, if any, hold no string, object or comment: nearly all strings there are.
STRING = r'"(?:[^"\\$%\n]++|\\[^\n]|[$%](?!\{)|[$%]\{[^"{}\n\\#/<]*+\}){0,40}"'

STRUCTURE = re.compile(rf'{STRING}|"|{COMMENT}|{HEREDOC}|[{{}}()\[\]\n]')
_BRACES = re.compile(rf'{STRING}|"|{COMMENT}|{HEREDOC}|[{{}}]')
# What decides nothing for braces, as much of it as there is in a row: one step instead of one for each string.
_BESIDES = re.compile(rf'(?:[^"{{}}#/<]++|{STRING}|{COMMENT}|/|<(?!<)){{0,200}}')
_QUOTED = re.compile(r'(?:[^"\\$%\n]++|\\[^\n]|\$\$\{|%%\{|[$%](?!\{)){0,200}')
_SEQUENCE = re.compile(r"\$\$\{|%%\{|[$%]\{")
# More heredocs inside the templates of heredocs than anyone writes: beyond this, `<<` is taken for text.
_HEREDOCS = 32


class _Heredoc:
    """An open heredoc: its marker, where the line that closes it begins, and where the marker in that line ends."""

    __slots__ = ("line", "marker", "stop")

    def __init__(self, text: str, marker: str, pos: int, end: int) -> None:
        self.marker = marker
        self.find(text, pos, end)

    def find(self, text: str, pos: int, end: int) -> None:
        """Set the closing line, looked for from the start of a line; the end where there is none."""
        marker = self.marker
        while (hit := text.find(marker, pos, end)) >= 0:
            begin = text.rfind("\n", pos - 1, hit) + 1
            stop = text.find("\n", hit, end)
            stop = end if stop < 0 else stop
            if text[begin:stop].strip() == marker:
                self.line, self.stop = begin, hit + len(marker)
                return
            pos = stop + 1
        self.line = self.stop = end


def lex(text: str, pos: int, end: int, code: re.Pattern[str] = STRUCTURE) -> Iterator[tuple[str, int, int]]:
    """Yield (kind, start, stop) for each token of the code from `pos` to `end`, templates included.

    `code` says what a token of code is; it must know strings, a lone quote, comments, heredoc starts and braces as
    STRUCTURE does. The kind is the first character of the token, with these exceptions:

    - `<` and `>` begin and end a template: a string that is not one token, or a heredoc.
    - `${` and `%{` begin a sequence inside a template; its end is a `}`, as that of an object or a block.

    A string that is not closed ends at its line's end, a heredoc at `end`.
    """
    return _lex(text, pos, end, code, [])


def lex_template(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the tokens of a text that is itself a template, as a file for `templatefile` is."""
    whole = _Heredoc("", "\0", 0, 0)
    whole.line = whole.stop = len(text)
    return _lex(text, 0, len(text), STRUCTURE, [whole])


def _lex(
    text: str, pos: int, end: int, code: re.Pattern[str], stack: list[str | _Heredoc]
) -> Iterator[tuple[str, int, int]]:
    heredocs = 0
    while True:
        top = stack[-1] if stack else "{"
        if top == "{":
            match = code.search(text, pos, end)
            if match is None:
                return
            start, pos = match.span()
            kind = text[start]
            if kind == "{":
                stack.append(kind)
            elif kind == "}":
                if stack:
                    stack.pop()
            elif kind == '"' and pos - start == 1:
                stack.append('"')
                kind = "<"
            elif kind == "<":
                if heredocs >= _HEREDOCS:
                    continue
                heredocs += 1
                stack.append(_Heredoc(text, text[start + 2 : pos].lstrip("-").strip(), pos, end))
            yield kind, start, pos
            continue
        start, pos = _literal(text, pos, end, top)
        if pos - start == 2:
            stack.append("{")
            yield text[start:pos], start, pos
        else:
            stack.pop()
            heredocs -= top != '"'
            yield ">", start, pos


def _literal(text: str, pos: int, end: int, top: str | _Heredoc) -> tuple[int, int]:
    """Return the span of what ends the literal part of a template: two characters of a sequence, or its own end."""
    if isinstance(top, _Heredoc):
        if top.line < pos:
            line = text.find("\n", pos, end) + 1
            top.find(text, line or end, end)
        while match := _SEQUENCE.search(text, pos, top.line):
            start, pos = match.span()
            if pos - start == 2:
                return start, pos
        # Never two characters long, which would be a sequence.
        return top.stop, top.stop
    while pos < end:
        match = _QUOTED.match(text, pos, end)
        pos = match.end() if match else pos
        if pos >= end or text[pos] == "\n":
            break
        if text[pos] == '"':
            return pos, pos + 1
        if text[pos] in "$%" and text.startswith("{", pos + 1, end):
            return pos, pos + 2
        pos += text[pos] == "\\"
    return pos, pos


def after_template(text: str, pos: int, end: int) -> int:
    """Return the offset after the string or heredoc that begins at `pos`."""
    depth = 0
    for kind, _, stop in lex(text, pos, end):
        if kind == "<":
            depth += 1
        elif kind == ">":
            depth -= 1
            if not depth:
                return stop
    return end


def after_block(text: str, pos: int, end: int) -> int:
    """Return the offset after the brace that closes the block whose body begins at `pos`; -1 where it stays open."""
    depth = 1
    search, besides = _BRACES.search, _BESIDES.match
    while match := search(text, besides(text, pos, end).end(), end):  # type: ignore[union-attr] # matches anything
        start, pos = match.span()
        kind = text[start]
        if kind == "}":
            depth -= 1
            if not depth:
                return pos
        elif kind == "{":
            depth += 1
        elif kind == "<" or (kind == '"' and pos - start == 1):
            pos = after_template(text, start, end)
    return -1
