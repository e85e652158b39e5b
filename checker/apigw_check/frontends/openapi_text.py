"""From the text of a document to plain values: JSON, or the part of YAML that JSON can say.

YAML is read event by event instead of with a loader: keys stay as they are written (`on`, `200`, dates), values become
null, booleans and whole numbers or else text, tags make nothing, and neither depth nor aliases can exhaust anything
(the C loader overflows its stack on deep nesting).
"""

from __future__ import annotations

import re
from typing import Any

from ..model.holes import PartlyKnown
from ..model.json_text import JsonTextError, decode_json, place
from ..model.value import UndecidedError

_DEPTH = 500
#: Aliases may make a document this many times greater, and this many values greater in any case.
_EXPANSION, _EXPANSION_FREE = 10, 100_000
#: A text that starts like JSON and is none is tried as YAML up to this many characters.
_FLOW_YAML = 1_000_000

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **{form: True for word in ("true", "yes", "on") for form in (word, word.capitalize(), word.upper())},
    **{form: False for word in ("false", "no", "off") for form in (word, word.capitalize(), word.upper())},
}
#: Terraform and other templates where no value of JSON or YAML can begin like that.
_TEMPLATE = re.compile(r"%\{|\{%|\{\{\s*\.?\w|[:\[,]\s*\$\{(?!stageVariables)|\A\s*\$\{")
_RESOLVED_TAGS = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")


class TextError(Exception):
    """A text that is neither JSON nor YAML; the message says what is wrong and where."""


def read_text(text: str) -> tuple[Any, list[str]]:
    """The value that a JSON or YAML text holds, and remarks (keys that stand twice); raises `TextError`."""
    start = text[:100].lstrip("\ufeff \t\r\n")
    if not start and not text.strip("\ufeff \t\r\n"):
        raise TextError("it is empty")
    like_json = start.startswith(("{", "[")) and not start.startswith("{%")
    try:
        return decode_json(text.removeprefix("\ufeff")), []
    except JsonTextError as error:
        fault = str(error)
    if like_json and len(text) > _FLOW_YAML:
        raise TextError(f"it is not JSON: {fault}{template_hint(text)}")
    try:
        return _read_yaml(text)
    except TextError as error:
        message = f"it is not JSON: {fault}" if like_json else f"it is neither JSON nor YAML: {error}"
        raise TextError(message + template_hint(text)) from None


def read_holed(given: PartlyKnown) -> tuple[Any, list[str]]:
    """Like `read_text`, for a text with holes; what stands in a hole is `Unknown` in the value.

    Raises `UndecidedError` where what stands in the holes may make another document of it.
    """
    marked = given.marked()
    remarks: list[str] = []
    try:
        value = decode_json(marked.text)
    except JsonTextError:
        from .holed_text import is_sound

        if not is_sound(marked):
            raise UndecidedError(given) from None
        value, remarks = read_text(marked.text)
    return marked.fill(value), [remark for remark in remarks if not marked.is_in(remark)]


def template_hint(text: str) -> str:
    """A remark for the end of a message, where the text looks like a template that nobody rendered; else nothing."""
    return " (it looks like a template that was not rendered)" if _TEMPLATE.search(text) else ""


def _read_yaml(text: str) -> tuple[Any, list[str]]:
    import yaml

    try:
        reader = _YamlReader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text))
        return reader.read(), reader.remarks
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise TextError(f"{error.problem or error.context or 'malformed'}{where}") from None
    except yaml.YAMLError as error:
        position = getattr(error, "position", None)
        where = f" {place(text, position)}" if isinstance(position, int) else ""
        raise TextError(f"a character that YAML does not allow{where}") from None
    except UnicodeEncodeError as error:
        raise TextError(f"a lone surrogate {place(text, error.start)}") from None


class _Open:
    """A collection whose end has not come yet."""

    __slots__ = ("anchor", "key", "merged", "size", "value")

    def __init__(self, value: dict[str, Any] | list[Any], anchor: str | None) -> None:
        self.value = value
        self.anchor = anchor
        self.key: str | None = None
        self.merged: list[dict[str, Any]] = []
        self.size = 1


class _YamlReader:
    """Builds one document from the events of a PyYAML loader (of which only the parser is used)."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0
        self._result: Any = None
        self.remarks: list[str] = []

    def read(self) -> Any:
        """The document; raises `TextError` or PyYAML's errors."""
        documents = 0
        while (event := self._loader.get_event()) is not None:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self._error("a second document", event)
            elif kind in ("MappingStartEvent", "SequenceStartEvent"):
                self._open({} if kind == "MappingStartEvent" else [], event)
            elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
            elif kind in ("ScalarEvent", "AliasEvent"):
                self._leaf(event, alias=kind == "AliasEvent")
            elif kind == "StreamEndEvent":
                break
        return self._result

    @staticmethod
    def _error(what: str, event: Any) -> TextError:
        mark = event.start_mark
        return TextError(f"{what} at line {mark.line + 1}, column {mark.column + 1}")

    def _awaits_key(self) -> _Open | None:
        top = self._stack[-1] if self._stack else None
        return top if top is not None and top.key is None and isinstance(top.value, dict) else None

    def _open(self, value: dict[str, Any] | list[Any], event: Any) -> None:
        if self._awaits_key() is not None:
            raise self._error("a key that is a collection", event)
        if len(self._stack) >= _DEPTH:
            raise self._error(f"more than {_DEPTH} levels", event)
        self._anchors.pop(event.anchor, None)  # until its end it cannot be meant
        self._stack.append(_Open(value, event.anchor))

    def _close(self, event: Any) -> None:
        done = self._stack.pop()
        value = done.value
        if isinstance(value, dict) and done.merged:
            own = dict(value)
            value.clear()
            for each in reversed(done.merged):  # the first one counts, and what the mapping itself says before all
                value.update(each)
            value.update(own)
        if done.size > _EXPANSION * self._count + _EXPANSION_FREE:
            raise self._error("aliases that expand without measure", event)
        if done.anchor:
            self._anchors[done.anchor] = (value, done.size)
        self._add(value, done.size, event)

    def _leaf(self, event: Any, *, alias: bool) -> None:
        self._count += 1
        top = self._awaits_key()
        if alias:
            if event.anchor not in self._anchors:
                raise self._error(f"an alias of {event.anchor[:40]!r}, which is not complete before it", event)
            value, size = self._anchors[event.anchor]
        else:
            value, size = (event.value if top is not None else _scalar(event)), 1
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
        if top is None:
            self._add(value, size, event)
        elif not isinstance(value, str):
            raise self._error("a key that is no text", event)
        else:
            top.key = value
            if value in top.value and value != "<<":
                line = event.start_mark.line + 1
                self.remarks.append(f"the key {value[:40]!r} stands twice in one object (line {line}): the last counts")

    def _add(self, value: Any, size: int, event: Any) -> None:
        if not self._stack:
            self._result = value
            return
        top = self._stack[-1]
        top.size += size
        if isinstance(top.value, list):
            top.value.append(value)
            return
        key, top.key = top.key, None
        assert key is not None
        if key != "<<":
            top.value[key] = value
            return
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                raise self._error("a merge key (<<) whose value is no object", event)
            top.merged.append(each)


def _scalar(event: Any) -> Any:
    value: str = event.value
    plain = event.implicit[0] if event.tag is None else event.tag in _RESOLVED_TAGS
    if not plain:
        return value
    if value in _WORDS:
        return _WORDS[value]
    return int(value) if _WHOLE.fullmatch(value) else value
