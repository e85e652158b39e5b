"""From the text of quoted strings, heredocs and template files to the parts of a template.

A template is first a flat row of tokens (a literal for each line, what is filled in, directives): white space is
trimmed and indentation stripped on that row, as Terraform does it, before directives become a tree.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from .tree import Expression, Literal, Part, Template, TemplateFor, TemplateIf

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$\$\{)|(%%\{)", re.DOTALL)
_SEQUENCE = re.compile(r"(\$\$|%%)\{")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
#: What Go's unicode.IsSpace takes for white space.
SPACE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


class TextError(Exception):
    """A text that Terraform refuses; the message says why."""


class Token(Struct):
    """A token of a template: `kind` is "text", "fill", "if", "else", "endif", "for" or "endfor".

    `before` and `after`: its marker trims the white space on that side (`~`).
    """

    kind: str
    text: str = ""
    expression: Expression | None = None
    names: tuple[str, ...] = ()
    before: bool = False
    after: bool = False
    line: int = 0
    column: int = 0


def quoted(raw: str) -> str:
    """The text that the inside of a quoted string stands for; raises `TextError`."""
    return _ESCAPE.sub(_unescape, raw) if "\\" in raw or "{" in raw else raw


def _unescape(match: re.Match[str]) -> str:
    if match[4] or match[5]:
        return match[0][1:]
    if match[3]:
        if match[3] not in _LETTERS:
            raise TextError("an escape sequence that Terraform does not know")
        return _LETTERS[match[3]]
    code = int(match[1] or match[2], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise TextError("an escape sequence for a character that does not exist")
    return chr(code)


def bare(raw: str) -> str:
    """The text that a part of a heredoc or of a template file stands for."""
    return _SEQUENCE.sub(lambda match: match[0][1:], raw) if "{" in raw else raw


def normalized(text: str) -> str:
    """The text in Unicode's normal form C, which Terraform's strings have."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def trim(tokens: list[Token]) -> None:
    """Apply the trimming markers: each trims the literal right beside it."""
    for index, token in enumerate(tokens):
        if token.before and index and tokens[index - 1].kind == "text":
            tokens[index - 1].text = tokens[index - 1].text.rstrip(SPACE)
        if token.after and index + 1 < len(tokens) and tokens[index + 1].kind == "text":
            tokens[index + 1].text = tokens[index + 1].text.lstrip(SPACE)


def strip_indent(tokens: list[Token]) -> None:
    """Take the smallest indentation off every line, as `<<-` asks."""
    smallest: int | None = None
    adjust: list[Token] = []
    at_start = True
    for token in tokens:
        text = token.text if token.kind == "text" else None
        if at_start:
            at_start = False
            spaces = 0
            if text is not None:
                stripped = text.lstrip(SPACE)
                if not stripped and text.endswith("\n"):
                    at_start = True
                    continue
                spaces = len(text) - len(stripped)
                adjust.append(token)
            smallest = spaces if smallest is None else min(smallest, spaces)
        if text is not None and text.endswith("\n"):
            at_start = True
    for token in adjust:
        token.text = token.text[smallest or 0 :]


def build(tokens: list[Token], line: int, column: int) -> Expression:
    """The expression that a row of tokens stands for: a literal where there is nothing to fill in."""
    if len(tokens) == 1 and tokens[0].kind == "fill" and tokens[0].expression is not None:
        return Template(line, column, (tokens[0].expression,))
    if all(token.kind == "text" for token in tokens):
        return Literal(line, column, normalized("".join(token.text for token in tokens)))
    stack: list[tuple[Token | None, list[Part], list[Part] | None]] = [(None, [], None)]
    for token in tokens:
        opened, parts, before_else = stack[-1]
        if token.kind == "text":
            if token.text:
                parts.append(normalized(token.text))
        elif token.kind == "fill":
            parts.append(_given(token))
        elif token.kind in ("if", "for"):
            stack.append((token, [], None))
        elif token.kind == "else":
            stack[-1] = (opened, [], parts)
        elif opened is not None and len(stack) > 1:
            stack.pop()
            stack[-1][1].append(_directive(opened, parts, before_else))
    return Template(line, column, tuple(stack[0][1]))


def _given(token: Token) -> Expression:
    assert token.expression is not None
    return token.expression


def _directive(opened: Token, parts: list[Part], before_else: list[Part] | None) -> Expression:
    place = opened.line, opened.column
    body = Template(*place, tuple(parts))
    if opened.kind == "for":
        key, value = opened.names if len(opened.names) > 1 else ("", *opened.names)
        return TemplateFor(*place, key, value, _given(opened), body)
    empty = Template(*place, ())
    then, otherwise = (body, empty) if before_else is None else (Template(*place, tuple(before_else)), body)
    return TemplateIf(*place, _given(opened), then, otherwise)
