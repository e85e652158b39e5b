"""Functions with regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ..values import LONGEST, FunctionError, HclList, NotEvaluatedError, Value
from .define import Function
from .re2 import Pattern

_TEMPLATE = re.compile(r"\$(?:(\$)|\{(\w+)\}|(\w+))", re.ASCII)


def _matches(pattern: Pattern, text: str) -> Iterator[re.Match[str]]:
    """All matches as RE2 finds them: an empty one right after another is none, and ends the search at its place."""
    compiled = pattern.bounded(text)
    pos, before = 0, -1
    while pos <= len(text):
        match = compiled.search(text, pos)
        if match is None:
            return
        start, stop = match.span()
        pos = pos + 1 if stop == pos else stop
        if start != stop or start != before:
            yield match
        before = stop


def _found(match: re.Match[str]) -> Value:
    names = match.re.groupindex
    if names:
        if len(names) != match.re.groups:
            raise FunctionError("some groups of the pattern have names and some have not")
        return dict(match.groupdict())
    return list(match.groups()) if match.re.groups else match[0]


def _regex(pattern: str, text: str) -> Value:
    match = next(_matches(Pattern(pattern), text), None)
    if match is None:
        raise FunctionError("the pattern does not match")
    return _found(match)


def _regexall(pattern: str, text: str) -> HclList:
    return HclList(_found(match) for match in _matches(Pattern(pattern), text))


def _replace(text: str, old: str, new: str) -> str:
    if len(old) > 1 and old[0] == old[-1] == "/":
        return _replace_all(Pattern(old[1:-1]), text, new)
    if len(text) + (text.count(old) if old else len(text)) * len(new) > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return text.replace(old, new)


def _replace_all(pattern: Pattern, text: str, new: str) -> str:
    found: list[str] = []
    pos = size = 0
    for match in _matches(pattern, text):
        given = _TEMPLATE.sub(partial(_expanded, match=match), new)
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
