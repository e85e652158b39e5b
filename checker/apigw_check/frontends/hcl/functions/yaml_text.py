"""YAML."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from ....model.holes import PartlyKnown
from ....model.value import Unknown
from .. import numbers
from ..awaited import bare
from ..texts import normalized
from ..types import in_order, to_string
from ..values import FunctionError, HclSet, NotEvaluatedError, Value
from .define import Function
from .encoding import json_text

_DEEPEST = 100
#: Stands around the number of a hole.
_HOLE = "\0"
_MOST = 100_000
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d{1,4})?", re.ASCII)
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])", re.ASCII)
#: Versions, addresses and times of the day are texts.
_DOTTED = re.compile(r"\d+(?:\.\d+){2,}|\d+(?::\d+)+", re.ASCII)
#: Plain scalars that may mean something else than a text, and are left alone.
_UNCLEAR = re.compile(
    r"[-+]?[.\d][\d_.,:eExXobA-Fa-f+-]*|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)|\d{4}-\d\d?-\d\d?.*|<<|=",
    re.ASCII | re.DOTALL,
)
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WORDS |= dict.fromkeys((form for word in ("y", "yes", "on") for form in (word, word.title(), word.upper())), True)
_WORDS |= dict.fromkeys((form for word in ("n", "no", "off") for form in (word, word.title(), word.upper())), False)


def _yamlencode(value: Value) -> str | PartlyKnown:
    lines: list[str] = []
    holes: list[Unknown] = []
    _block(_punched(value, holes, 0), "", "", lines)
    ended = isinstance(value, str | list | dict | HclSet)
    text = "\n".join(lines) + ("\n" if ended else "\n...\n")
    if not holes:
        return text
    # No text that is written here holds the character that stands around the number of a hole.
    parts: list[str | Unknown] = [*text.split(_HOLE)]
    parts[1::2] = [holes[int(str(number))] for number in parts[1::2]]
    # How Terraform writes what stands in the holes depends on where it stands.
    return PartlyKnown(parts, sealed=True)


class _Punched(str):
    """The number of a hole."""

    __slots__ = ()


def _punched(value: Value, holes: list[Unknown], depth: int) -> Value:
    """The value with the numbers of its unknowns in their places."""
    if depth > _DEEPEST:
        raise NotEvaluatedError("a value that is nested too deep")
    if isinstance(value, Unknown):
        holes.append(value)
        return _Punched(len(holes) - 1)
    if isinstance(value, HclSet):
        value = in_order(value)
    if isinstance(value, dict):
        return {key: _punched(item, holes, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_punched(item, holes, depth + 1) for item in value]
    return value


def _block(value: Value, first: str, indent: str, lines: list[str]) -> None:
    """Write a value: `first` is what stands before it on its first line."""
    if len(indent) > _DEEPEST:
        raise NotEvaluatedError("a value that is nested too deep")
    if isinstance(value, HclSet):
        value = in_order(value)
    if isinstance(value, dict) and value:
        for key in sorted(value):
            _member(f"{first}{_scalar(key)}:", value[key], indent, lines)
            first = indent
    elif isinstance(value, list) and value:
        for item in value:
            _block(item, f"{first}- ", f"{indent}  ", lines)
            first = indent
    else:
        lines.append(f"{first}{_scalar(value)}")


def _member(key: str, value: Value, indent: str, lines: list[str]) -> None:
    if isinstance(value, HclSet):
        value = in_order(value)
    if isinstance(value, dict) and value:
        lines.append(key)
        _block(value, f"{indent}  ", f"{indent}  ", lines)
    elif isinstance(value, list) and value:
        lines.append(key)
        _block(value, indent, indent, lines)
    else:
        lines.append(f"{key} {_scalar(value)}")


def _scalar(value: Value) -> str:
    if isinstance(value, _Punched):
        return f'"{_HOLE}{value}{_HOLE}"'
    if isinstance(value, str):
        if not value.isascii() or not value.isprintable() or len(value) > 60:
            raise NotEvaluatedError("a text that may be written in several ways")
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(json_text(value))


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("anchor", "key", "value")

    def __init__(self, value: Any, event: Any) -> None:
        if event.tag is not None:
            raise NotEvaluatedError("YAML with tags")
        self.value = value
        self.anchor = event.anchor
        self.key: Any = None


def _yaml_value(text: str | Unknown) -> Value:
    if isinstance(text, str):
        return _yamldecode(text)
    from ...holed_text import is_sound

    if not isinstance(text, PartlyKnown):
        return bare(text)
    marked = text.marked()
    try:
        return marked.fill(_yamldecode(marked.text)) if is_sound(marked) else bare(text)
    except FunctionError:
        return bare(text)  # what is in its holes may make it YAML


def _yamldecode(text: str) -> Value:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _document(loader)
    except yaml.YAMLError:
        raise FunctionError("the text is not YAML") from None


def _document(loader: Any) -> Value:
    """One document, built from the events of the parser, so that nothing can exhaust the stack."""
    stack: list[_Open] = []
    result: Any = None
    anchors: dict[str, Any] = {}
    documents = count = 0
    while (event := loader.get_event()) is not None:
        kind = type(event).__name__
        count += 1
        if count > _MOST or len(stack) > _DEEPEST:
            raise NotEvaluatedError("YAML that is too large or nested too deep")
        if kind == "DocumentStartEvent":
            documents += 1
            if documents > 1:
                raise NotEvaluatedError("YAML of several documents")
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            stack.append(_Open({} if kind == "MappingStartEvent" else [], event))
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            done = stack.pop()
            result = _put(stack, _anchored(anchors, done.anchor, done.value))
        elif kind == "ScalarEvent":
            value = _value(event)
            result = _put(stack, _anchored(anchors, event.anchor, value))
        elif kind == "AliasEvent":
            result = _put(stack, _aliased(anchors, event.anchor))
    if not documents:
        raise FunctionError("the text is empty")
    return result


def _anchored(anchors: dict[str, Any], name: str | None, value: Any) -> Any:
    if name is not None:
        anchors[name] = value
    return value


def _aliased(anchors: dict[str, Any], name: str) -> Any:
    if name not in anchors:
        raise FunctionError("the text is not YAML")
    return anchors[name]


def _put(stack: list[_Open], value: Any) -> Any:
    if not stack:
        return value
    top = stack[-1]
    if isinstance(top.value, list):
        top.value.append(value)
    elif top.key is None:
        if not isinstance(value, str | bool | int):
            raise NotEvaluatedError("YAML with keys that are no texts")
        top.key = to_string(value)
    else:
        top.value[top.key] = value
        top.key = None
    return None


def _value(event: Any) -> Value:
    text: str = event.value
    if event.tag is not None:
        raise NotEvaluatedError("YAML with tags")
    if not event.implicit[0]:
        return normalized(text)
    if text in _WORDS:
        return _WORDS[text]
    if _NUMBER.fullmatch(text):
        return numbers.normal(Decimal(text))
    if _DATE.fullmatch(text):
        return f"{text}T00:00:00Z"
    if _UNCLEAR.fullmatch(text) and not _DOTTED.fullmatch(text):
        raise NotEvaluatedError("YAML with scalars of several meanings")
    return normalized(text)


FUNCTIONS = {
    "yamldecode": Function("s", _yaml_value, raw=True),
    "yamlencode": Function("a", _yamlencode, partial=True),
}
