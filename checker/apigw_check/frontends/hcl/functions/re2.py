"""Regular expressions of RE2, which are Terraform's, for Python's module.

What both read alike is translated; what Python does not read alike, and what could take it long (RE2 takes time linear
in the text), is not evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ..values import FunctionError, NotEvaluatedError

_TOKEN = re.compile(
    r"\\[pP](?:\{\^?\w+\}|\w)|\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2}|\\0[0-7]{0,2}|\\[1-7][0-7]{1,2}|\\."
    r"|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]"
    r"|\(\?[^)]{0,40}?[:>)=!]|\(|\)|\{\d+(?:,\d*)?\}|[*+?|^$.]|[^\\\[(){}*+?|^$.]|.",
    re.DOTALL,
)
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "ascii": "\\x00-\\x7F",
    "blank": "\\t ",
    "digit": "0-9",
    "lower": "a-z",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\t\\n\\v\\f\\r ",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
}
#: What stands for `\s` and the others in a class: RE2's spaces are not quite Python's.
_SHORTHANDS = {
    "d": "0-9",
    "D": "\\D",
    "w": "0-9A-Za-z_",
    "W": "\\W",
    "s": "\\t\\n\\f\\r ",
    "S": "\\x00-\\x08\\x0b\\x0e-\\x1f\\x21-\\U0010ffff",
}
_CONTROLS = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_NAMED = re.compile(r"\(\?P?<([A-Za-z_]\w*)>", re.ASCII)
_FLAGS = re.compile(r"\(\?([ims]+)\)")
_SCOPED = re.compile(r"\(\?[is]*(?:-[is]+)?:")
_REPEAT = re.compile(r"\{(\d+)(,?)(\d*)\}")
_CLASS_PART = re.compile(
    r"\[:(?P<not>\^?)(?P<posix>\w+):\]|\\(?P<shorthand>[dDsSwW])"
    r"|(?P<low>\\x\{[0-9A-Fa-f]+\}|\\x..|\\0[0-7]{0,2}|\\[1-7][0-7]{1,2}|\\.|.)"
    r"(?:-(?P<high>\\x\{[0-9A-Fa-f]+\}|\\x..|\\0[0-7]{0,2}|\\[1-7][0-7]{1,2}|\\.|.))?",
    re.DOTALL,
)
#: A search that may take more steps than this is not made.
_MOST_WORK = 20_000_000
#: So many ways through a pattern, repetitions without end apart, cost nothing worth counting.
_FEW_WAYS = 64


class _Group(Struct):
    """An open group: whether something in it is repeated without bound, and whether it may match nothing.

    `varies`: it may match in several ways.

    `filled`: what stands in the branch so far matches something; `pending`: so does what stands last in it, unless a
    repetition follows that may leave it out.
    """

    loops: bool = False
    varies: bool = False
    empty: bool = False
    filled: bool = False
    pending: bool = False

    def branch(self) -> None:
        """End a branch of the group."""
        self.step(pending=False)
        self.empty = self.empty or not self.filled
        self.filled = False

    def step(self, *, pending: bool) -> None:
        """Another atom follows; `pending`: it matches something."""
        self.filled = self.filled or self.pending
        self.pending = pending


class _Before(Struct):
    """What a repetition would follow: an atom, something without width, or a group."""

    atom: bool = False
    border: bool = False
    group: _Group | None = None


_BORDERS = ("^", "$", "\\A", "\\z", "\\b", "\\B")


def _read(sign: str, groups: list[_Group]) -> _Before:
    """Take a part that is no repetition into account."""
    if sign == "(" or sign.startswith("(?"):
        groups[-1].step(pending=False)
        groups.append(_Group())
        return _Before()
    if sign == ")":
        if len(groups) == 1:
            raise FunctionError("a parenthesis in the pattern closes nothing")
        inner = groups.pop()
        inner.branch()
        groups[-1].loops = groups[-1].loops or inner.loops
        groups[-1].varies = groups[-1].varies or inner.varies
        groups[-1].step(pending=not inner.empty)
        return _Before(atom=True, group=inner)
    if sign == "|":
        groups[-1].branch()
        groups[-1].varies = True
        return _Before()
    border = sign in _BORDERS
    groups[-1].step(pending=not border)
    return _Before(atom=True, border=border)


class Pattern:
    """A pattern that was translated: the compiled one, how many unbounded repetitions it has, and whether they nest.

    `ways` is in how many ways its branches and what may be left out can be combined.
    """

    __slots__ = ("_anchored", "_borders", "_folds", "compiled", "loops", "nested", "ways")

    def __init__(self, source: str) -> None:
        self._anchored = False
        self.loops = 0
        self.ways = 1
        self.nested = False
        flags = re.ASCII
        if match := _FLAGS.match(source):
            source = source[match.end() :]
            for letter in match[1]:
                flags |= {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}[letter]
        self._folds = bool(flags & re.IGNORECASE) or re.search(r"\(\?s?i", source) is not None
        self._borders = "\\B" in source
        if self._folds and not source.isascii():
            raise NotEvaluatedError("a pattern that ignores case beyond ASCII")
        text = "".join(self._translate(source, multiline=bool(flags & re.MULTILINE)))
        try:
            self.compiled = re.compile(text, flags)
        except (re.error, OverflowError, RecursionError):
            raise NotEvaluatedError("a pattern that is not understood") from None

    def _translate(self, source: str, *, multiline: bool) -> Iterator[str]:
        groups = [_Group()]
        before = _Before()
        self._anchored = source.startswith(("^", "\\A")) and not multiline
        for match in _TOKEN.finditer(source):
            sign = match[0]
            if sign in "*+?" or _REPEAT.fullmatch(sign):
                if before.border:
                    raise NotEvaluatedError("a pattern that repeats what has no width")
                if not before.atom:
                    raise FunctionError("a repetition in the pattern repeats nothing")
                self._repeat(sign, groups[-1], before.group)
                yield sign
                # What follows a repetition may be one more sign that makes it lazy.
                if source[match.end() : match.end() + 1] in ("*", "+"):
                    raise FunctionError("a repetition in the pattern repeats a repetition")
                before = _Before(atom=source[match.end() : match.end() + 1] == "?")
                continue
            yield "\\Z" if sign == "\\z" or (sign == "$" and not multiline) else _part(sign)
            before = _read(sign, groups)
            self.ways *= 2 if sign == "|" else 1
            if sign == "|" and len(groups) == 1:
                self._anchored = False
        if len(groups) > 1:
            raise FunctionError("a parenthesis in the pattern is not closed")

    def _repeat(self, sign: str, group: _Group, inner: _Group | None) -> None:
        bounds = _REPEAT.fullmatch(sign)
        least = int(bounds[1]) if bounds is not None else int(sign == "+")
        most = {"?": 1}.get(sign) if bounds is None else int(bounds[3] or 0) if bounds[2] else least
        if bounds is not None and bounds[2] and not bounds[3]:
            most = None
        if max(least, most or 0) > 1000:
            raise FunctionError("a repetition in the pattern is more than 1000 times")
        if most is not None and most < least:
            raise FunctionError("a repetition in the pattern ends before it begins")
        if least == 0:
            group.pending = False
        if most is None or most > 1:
            if inner is not None and inner.empty:
                # Which of the ways to match nothing is taken differs.
                raise NotEvaluatedError("a pattern that repeats what may be empty")
            if most is None or (inner is not None and inner.loops):
                self.loops += 1
                self.nested = self.nested or (inner is not None and inner.loops)
                group.loops = True
            self.nested = self.nested or (inner is not None and inner.varies)
        if most is not None and most > least:
            group.varies = True
            self.ways *= most - least + 1

    def bounded(self, text: str) -> re.Pattern[str]:
        """The compiled pattern; raises `NotEvaluatedError` where it may take long on the text, or be read otherwise."""
        if self._folds and not text.isascii():
            raise NotEvaluatedError("a pattern that ignores case beyond ASCII")
        if self._borders and not text:
            raise NotEvaluatedError("a pattern with a border in an empty text")
        work = (len(text) + 1) ** (self.loops + (not self._anchored))
        if self.ways > _FEW_WAYS:
            work *= self.ways
        if (self.nested and len(text) > 20) or ((self.loops > 1 or self.ways > _FEW_WAYS) and work > _MOST_WORK):
            raise NotEvaluatedError("a pattern that may take long")
        return self.compiled


def _part(sign: str) -> str:
    """A part as Python's module reads it."""
    if sign == "(" or sign.startswith("(?"):
        return _group(sign)
    return sign if sign in (")", "|") or sign in _BORDERS else _atom(sign)


def _group(sign: str) -> str:
    if sign in ("(", "(?:"):
        return sign
    if named := _NAMED.fullmatch(sign):
        return f"(?P<{named[1]}>"
    if re.fullmatch(r"\(\?(?:[=!>]|<[=!])", sign):
        raise FunctionError("the pattern has a construct that does not exist")
    if _SCOPED.fullmatch(sign):
        return sign
    raise NotEvaluatedError("a pattern with this kind of group")


def _atom(sign: str) -> str:
    if sign == "[":
        raise FunctionError("a class in the pattern is not closed")
    if sign[0] == "[":
        return _class(sign)
    if sign == ".":
        return sign
    if sign[0] == "\\" and sign[1:] in _SHORTHANDS:
        return f"[{_SHORTHANDS[sign[1:]]}]"
    return _character(_code(sign))


def _code(sign: str) -> int:
    """The character that stands for itself, or an escape sequence for one."""
    if sign[0] != "\\" or len(sign) == 1:
        if sign == "\\":
            raise FunctionError("the pattern ends in a backslash")
        return ord(sign)
    if hexadecimal := re.fullmatch(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))", sign):
        code = int(hexadecimal[1] or hexadecimal[2], 16)
        if code > 0x10FFFF:
            raise FunctionError("the pattern has a character that does not exist")
        return code
    if re.fullmatch(r"\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})", sign):
        return int(sign[1:], 8)
    if sign[1:] in _CONTROLS:
        return _CONTROLS[sign[1:]]
    if len(sign) == 2 and sign.isascii() and not sign[1].isalnum():
        return ord(sign[1])
    raise NotEvaluatedError("a pattern with this escape sequence")


def _character(code: int) -> str:
    return chr(code) if chr(code).isascii() and chr(code).isalnum() else f"\\U{code:08x}"


def _class(sign: str) -> str:
    """A class: RE2 takes a `-` behind a range or a shorthand for itself."""
    inner = sign[1:-1]
    found = ["["]
    if inner.startswith("^"):
        found.append("^")
        inner = inner[1:]
    for match in _CLASS_PART.finditer(inner):
        if match["posix"] is not None:
            if match["not"] or match["posix"] not in _CLASSES:
                raise NotEvaluatedError("a pattern with this class")
            found.append(_CLASSES[match["posix"]])
        elif match["shorthand"] is not None:
            found.append(_SHORTHANDS[match["shorthand"]])
        else:
            low = _code(match["low"])
            high = _code(match["high"]) if match["high"] is not None else low
            if high < low:
                raise FunctionError("a range in the pattern ends before it begins")
            found.append(_character(low) if low == high else f"{_character(low)}-{_character(high)}")
    return "".join((*found, "]"))
