"""What an HCL expression refers to, read from its text. The linker follows `locals` this way: a plan names none."""

from __future__ import annotations

import re
from collections import Counter

from .lexer import COMMENT, HEREDOC, IDENTIFIER, lex

_STEP = rf"\.\s*+(?:{IDENTIFIER}|\d++|\*)"
# As lexer.STRUCTURE, but a string with a template in it is no single token, and names, numbers and steps are tokens.
_EXPRESSION = re.compile(
    rf'"(?:[^"\\$%\n]++|\\[^\n]){{0,40}}"|"|{COMMENT}|{HEREDOC}|[{{}}()\[\]]'
    rf"|\d[\w.]*+|{IDENTIFIER}(?:::{IDENTIFIER}|\s*+{_STEP}){{0,30}}|\.\.\.|{_STEP}"
)
_ROOT = re.compile(IDENTIFIER)
_FOR = re.compile(rf"for\s++({IDENTIFIER})(?:\s*+,\s*+({IDENTIFIER}))?\s++in\b")
_DOTS = re.compile(r"\s*+\.\s*+")
_KEYWORDS = frozenset(("for", "in", "if", "else", "endif", "endfor", "true", "false", "null"))
_OPENERS = {"}": ("{", "${", "%{"), ")": ("(",), "]": ("[",), ">": ("<",)}
# A reference longer than this (an index that holds a large expression) is given without its indexes.
_LONGEST = 500


def expression_references(text: str) -> list[str]:
    """Return the traversals in the text of an expression, each once, in the order in which they begin.

    Those inside template sequences and indexes count; literals, object keys, function names and the variables of `for`
    expressions do not, nor does a name that stands alone. An index is part of the traversal's text:
    `aws_x.y[each.key].id` comes as that, followed by `each.key`.
    """
    reader = _Reader(text)
    for kind, start, stop in lex(text, 0, len(text), _EXPRESSION):
        reader.take(kind, start, stop)
    return list(dict.fromkeys(reference.read(text) for reference in reader.references if reference.complete))


class _Reference:
    """A traversal: its offsets, and where the part before its first index ends. A name alone is not complete."""

    __slots__ = ("complete", "head", "start", "stop")

    def __init__(self, start: int, stop: int, complete: bool) -> None:
        self.start = start
        self.head = self.stop = stop
        self.complete = complete

    def read(self, text: str) -> str:
        head = _DOTS.sub(".", text[self.start : self.head])
        return head + text[self.head : self.stop] if self.stop - self.start <= _LONGEST else head


class _Frame:
    """A bracket or template that is open: the names its `for` declares, the reference whose index it holds."""

    __slots__ = ("kind", "names", "reference")

    def __init__(self, kind: str, reference: _Reference | None) -> None:
        self.kind = kind
        self.reference = reference
        self.names: list[str] = []


class _Reader:
    """Collects the references of an expression, token by token."""

    __slots__ = ("_current", "_declared", "_frames", "_last", "_text", "references")

    def __init__(self, text: str) -> None:
        self.references: list[_Reference] = []
        self._text = text
        self._frames: list[_Frame] = []
        self._declared: Counter[str] = Counter()
        # The reference that the next token may continue, and the kind of the last token.
        self._current: _Reference | None = None
        self._last = ""

    def take(self, kind: str, start: int, stop: int) -> None:
        """Read one token."""
        if kind in "#/":
            return
        current, self._current = self._current, None
        if current is not None and self._text[current.stop : start].strip():
            current = None
        if kind in ("{", "(", "[", "<", "${", "%{"):
            self._frames.append(_Frame(kind, current if kind == "[" else None))
        elif kind in _OPENERS:
            self._close(kind, stop)
        elif kind.isalpha() or kind == "_":
            self._name(start, stop)
        elif kind == "." and current is not None and not self._text.startswith("..", start):
            self._extend(current, stop)
        self._last = kind

    def _extend(self, reference: _Reference, stop: int) -> None:
        reference.stop = stop
        reference.complete = True
        self._current = reference

    def _close(self, kind: str, stop: int) -> None:
        """Close what is open down to what this token closes, if there is such a thing."""
        openers = _OPENERS[kind]
        if kind in ")]" and not (self._frames and self._frames[-1].kind in openers):
            return
        while self._frames:
            frame = self._frames.pop()
            if frame.kind == "%{" and self._frames:
                # The variables of a directive hold to the end of its template.
                self._frames[-1].names += frame.names
            else:
                self._declared.subtract(frame.names)
            if frame.kind in openers:
                if frame.reference is not None:
                    self._extend(frame.reference, stop)
                return

    def _name(self, start: int, stop: int) -> None:
        """Read a name with the steps that follow it."""
        word = self._text[start:stop]
        root = _ROOT.match(word)
        name = root[0] if root else word
        if word == "for" and self._last in ("[", "{", "%{") and (names := _FOR.match(self._text, start)):
            declared = [name for name in names.groups() if name]
            self._frames[-1].names += declared
            self._declared.update(declared)
        if name in _KEYWORDS or "::" in word or self._declared[name] > 0:
            return
        self._current = _Reference(start, stop, name != word)
        self.references.append(self._current)
