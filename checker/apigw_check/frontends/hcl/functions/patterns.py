"""Functions with regular expressions.

Terraform's are those of RE2. What Python's module reads alike is translated; what it does not, and what could take it
long (RE2 takes time linear in the text), is not evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..values import LONGEST, FunctionError, HclList, NotEvaluatedError, Value
from .define import Function

_TOKEN = re.compile(
    r"\\[pP](?:\{\^?\w+\}|\w)|\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2}|\\[0-7]{1,3}|\\.|\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]"
    r"|\(\?[^)]{0,40}?[:>)=!]|\(|\)|\{\d+(?:,\d*)?\}|[*+?|^$.]|[^\\\[(){}*+?|^$.]+|.",
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
_SPACES = "\\t\\n\\f\\r "
_NAMED = re.compile(r"\(\?P?<([A-Za-z_]\w*)>", re.ASCII)
_FLAGS = re.compile(r"\(\?([ims]+)\)")
_REPEAT = re.compile(r"\{(\d+)(,?)(\d*)\}")
_TEMPLATE = re.compile(r"\$(?:(\$)|\{(\w+)\}|(\w+))", re.ASCII)
_CLASS_PART = re.compile(r"\[:(\^?)(\w+):\]|\\(.)|(.)", re.DOTALL)
_MOST_WORK = 5_000_000


class _Pattern:
    """A pattern that was translated: the compiled one, how many unbounded repetitions it has, and whether they nest."""

    __slots__ = ("compiled", "loops", "nested")

    def __init__(self, source: str) -> None:
        self.loops = 0
        self.nested = False
        flags = re.ASCII
        if match := _FLAGS.match(source):
            source = source[match.end() :]
            for letter in match[1]:
                flags |= {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL}[letter]
        if flags & re.IGNORECASE and not source.isascii():
            raise NotEvaluatedError("a pattern that ignores case beyond ASCII")
        text = "".join(self._translate(source, multiline=bool(flags & re.MULTILINE)))
        try:
            self.compiled = re.compile(text, flags)
        except (re.error, OverflowError, RecursionError):
            raise FunctionError("the pattern is not valid") from None

    def _translate(self, source: str, *, multiline: bool) -> Iterator[str]:
        # For each open group, whether something in it is repeated without bound.
        groups = [False]
        atom = inner = False
        for match in _TOKEN.finditer(source):
            sign = match[0]
            if sign in "*+" or sign == "?" or _REPEAT.fullmatch(sign):
                if not atom:
                    raise FunctionError("a repetition in the pattern repeats nothing")
                self._repeat(sign, groups, inner=inner)
                atom = inner = False
                yield sign
                # What follows a repetition may be one more sign that makes it lazy.
                if source[match.end() : match.end() + 1] in ("*", "+"):
                    raise FunctionError("a repetition in the pattern repeats a repetition")
                if source[match.end() : match.end() + 1] == "?":
                    atom = True
                continue
            inner = False
            if sign == "(" or sign.startswith("(?"):
                groups.append(False)
                atom = False
                yield _group(sign)
            elif sign == ")":
                if len(groups) == 1:
                    raise FunctionError("a parenthesis in the pattern closes nothing")
                inner = groups.pop()
                groups[-1] = groups[-1] or inner
                atom = True
                yield sign
            elif sign in ("^", "$", "|"):
                atom = False
                yield "\\Z" if sign == "$" and not multiline else sign
            else:
                atom = True
                yield _atom(sign)

    def _repeat(self, sign: str, groups: list[bool], *, inner: bool) -> None:
        if sign == "?":
            return
        if (repeat := _REPEAT.fullmatch(sign)) is not None:
            if max(int(repeat[1]), int(repeat[3] or 0)) > 1000:
                raise FunctionError("a repetition in the pattern is more than 1000 times")
            unbounded = bool(repeat[2] and not repeat[3]) or (inner and int(repeat[3] or repeat[1]) > 1)
        else:
            unbounded = True
        if unbounded:
            self.loops += 1
            self.nested = self.nested or inner
            groups[-1] = True

    def bounded(self, text: str) -> re.Pattern[str]:
        """The compiled pattern; raises `NotEvaluatedError` where it may take long on the text."""
        if self.compiled.flags & re.IGNORECASE and not text.isascii():
            raise NotEvaluatedError("a pattern that ignores case beyond ASCII")
        work = (len(text) + 1) ** (self.loops + 1)
        if (self.nested and len(text) > 20) or (self.loops > 1 and work > _MOST_WORK):
            raise NotEvaluatedError("a pattern that may take long")
        return self.compiled


def _group(sign: str) -> str:
    if sign in ("(", "(?:"):
        return sign
    if named := _NAMED.fullmatch(sign):
        return f"(?P<{named[1]}>"
    if re.fullmatch(r"\(\?(?:[=!>]|<[=!])", sign):
        raise FunctionError("the pattern has a construct that does not exist")
    raise NotEvaluatedError("a pattern with this kind of group")


def _atom(sign: str) -> str:
    if sign[0] == "[":
        return _class(sign)
    if sign[0] != "\\":
        return re.escape(sign) if sign in ("{", "}", "]") or "#" in sign or " " in sign else sign
    if len(sign) == 2 and sign[1] in "dDwW":
        return sign
    if sign in ("\\s", "\\S"):
        return ("[^" if sign[1] == "S" else "[") + _SPACES + "]"
    if sign == "\\A":
        return sign
    if sign == "\\z":
        return "\\Z"
    if len(sign) == 2 and sign[1] in "tnrfva":
        return sign
    if len(sign) == 2 and (not sign[1].isalnum()) and sign[1].isascii():
        return sign
    if re.fullmatch(r"\\x[0-9A-Fa-f]{2}", sign):
        return sign
    if len(sign) == 2 and sign[1] in "bB":
        return sign
    raise NotEvaluatedError("a pattern with this escape sequence")


def _class(sign: str) -> str:
    inner = sign[1:-1]
    found = ["["]
    if inner.startswith("^"):
        found.append("^")
        inner = inner[1:]
    for match in _CLASS_PART.finditer(inner):
        negated, posix, escaped, plain = match.groups()
        if posix is not None:
            if negated or posix not in _CLASSES:
                raise NotEvaluatedError("a pattern with this class")
            found.append(_CLASSES[posix])
        elif escaped is not None:
            if escaped == "s":
                found.append(_SPACES)
            elif escaped in "dDwWtnrfv" or not escaped.isalnum():
                found.append(f"\\{escaped}")
            else:
                raise NotEvaluatedError("a pattern with this escape sequence")
        else:
            found.append(f"\\{plain}" if plain in "[]&~|^" else plain)
    return "".join((*found, "]"))


def _matches(pattern: _Pattern, text: str) -> Iterator[re.Match[str]]:
    """All matches; an empty one right after another is none, as in RE2."""
    stop = -1
    for match in pattern.bounded(text).finditer(text):
        if match.start() == match.end() == stop:
            continue
        stop = match.end()
        yield match


def _found(match: re.Match[str]) -> Value:
    names = match.re.groupindex
    if names:
        if len(names) != match.re.groups:
            raise FunctionError("some groups of the pattern have names and some have not")
        return dict(match.groupdict())
    return list(match.groups()) if match.re.groups else match[0]


def _regex(pattern: str, text: str) -> Value:
    match = next(_matches(_Pattern(pattern), text), None)
    if match is None:
        raise FunctionError("the pattern does not match")
    return _found(match)


def _regexall(pattern: str, text: str) -> HclList:
    return HclList(_found(match) for match in _matches(_Pattern(pattern), text))


def _replace(text: str, old: str, new: str) -> str:
    if len(old) > 1 and old[0] == old[-1] == "/":
        return _replace_all(_Pattern(old[1:-1]), text, new)
    if len(text) + (text.count(old) if old else len(text)) * len(new) > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return text.replace(old, new)


def _replace_all(pattern: _Pattern, text: str, new: str) -> str:
    found: list[str] = []
    pos = size = 0
    for match in _matches(pattern, text):
        given = _TEMPLATE.sub(lambda part, match=match: _expanded(part, match), new)  # type: ignore[misc]
        size += len(given)
        if size > LONGEST:
            raise NotEvaluatedError("a text that is too long")
        found += text[pos : match.start()], given
        pos = match.end()
    return "".join((*found, text[pos:]))


def _expanded(part: re.Match[str], match: re.Match[str]) -> str:
    """What a reference in the replacement stands for; one to a group that does not exist is empty."""
    if part[1]:
        return "$"
    name = part[2] or part[3]
    if name.isdigit():
        return (match[int(name)] or "") if len(name) < 4 and int(name) <= match.re.groups else ""
    return (match[name] or "") if name in match.re.groupindex else ""


FUNCTIONS = {
    "regex": Function("ss", _regex),
    "regexall": Function("ss", _regexall),
    "replace": Function("sss", _replace),
}
