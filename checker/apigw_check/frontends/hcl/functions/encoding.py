"""Encodings: JSON, base64, CSV, URLs."""

from __future__ import annotations

import base64
import io
import re
from urllib.parse import quote_plus

import msgspec

from ....model.holes import PartlyKnown
from ....model.value import Unknown
from .. import numbers
from ..awaited import bare
from ..texts import normalized
from ..types import in_order
from ..values import LONGEST, FunctionError, HclList, HclSet, NotEvaluatedError, Value
from .define import Function

_ESCAPED = re.compile('[\x00-\x1f"\\\\<>&\u2028\u2029]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_CODECS = {"UTF-8": "utf-8", "UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be", "ISO-8859-1": "latin-1"}
_CODECS |= {"US-ASCII": "ascii"}
_WHOLE = re.compile(rb"-?\d+", re.ASCII)
#: JSON that is nested deeper is not read.
_DEEPEST = 200


def json_text(value: Value) -> str | PartlyKnown:
    """The value as Terraform writes it in JSON; what is unknown in it makes a text with holes.

    What stands in a hole is between quotes, whatever it will be: it is one value, and is not looked into.
    """
    parts: list[str | Unknown] = []
    _write(value, parts, 0)
    known = [part for part in parts if isinstance(part, str)]
    if sum(map(len, known)) > LONGEST:
        raise NotEvaluatedError("a text that is too long")
    return "".join(known) if len(known) == len(parts) else PartlyKnown(parts)


def _write(value: Value, parts: list[str | Unknown], depth: int) -> None:
    if depth > _DEEPEST:
        raise NotEvaluatedError("a value that is nested too deep")
    if value is None:
        parts.append("null")
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    elif isinstance(value, str):
        parts.append(f'"{_ESCAPED.sub(_escape, value)}"')
    elif isinstance(value, int | float):
        parts.append(numbers.text(value))
    elif isinstance(value, dict):
        for index, key in enumerate(sorted(value)):
            parts.append("," if index else "{")
            parts.append(f'"{_ESCAPED.sub(_escape, key)}":')
            _write(value[key], parts, depth + 1)
        parts.append("}" if value else "{}")
    elif isinstance(value, list | HclSet):
        items = in_order(value)
        for index, item in enumerate(items):
            parts.append("," if index else "[")
            _write(item, parts, depth + 1)
        parts.append("]" if items else "[]")
    elif isinstance(value, Unknown):
        parts += ['"', value, '"']
    else:
        raise FunctionError("a value that JSON cannot say")


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _jsondecode(text: str) -> Value:
    if text.count("[") + text.count("{") > _DEEPEST and _nesting(text) > _DEEPEST:
        raise NotEvaluatedError("JSON that is nested too deep")
    try:
        raw = msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeEncodeError):
        raise FunctionError("the text is not JSON") from None
    return _read(raw)


def _json_value(text: str | Unknown) -> Value:
    if isinstance(text, str):
        return _jsondecode(text)
    if not isinstance(text, PartlyKnown):
        return bare(text)
    marked = text.marked()
    try:
        return marked.fill(_jsondecode(marked.text))
    except FunctionError:
        return bare(text)  # what is in its holes may make it JSON


def _nesting(text: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else depth - 1
        deepest = max(deepest, depth)
    return deepest


def _read(raw: msgspec.Raw) -> Value:
    """The value of JSON, with exact numbers."""
    data = bytes(raw).strip()
    first = data[:1]
    if first == b"{":
        members = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        return {normalized(key): _read(item) for key, item in members.items()}
    if first == b"[":
        return [_read(item) for item in msgspec.json.decode(data, type=list[msgspec.Raw])]
    if first == b'"':
        return normalized(msgspec.json.decode(data, type=str))
    if first in (b"t", b"f", b"n"):
        return {b"t": True, b"f": False, b"n": None}[first]
    if _WHOLE.fullmatch(data) and len(data) > 200:
        raise NotEvaluatedError("a number beyond what is computed here")
    from decimal import Decimal

    return numbers.normal(Decimal(data.decode()))


def _base64decode(text: str) -> str:
    try:
        data = base64.b64decode(text.replace("\n", "").replace("\r", ""), validate=True)
    except ValueError:
        raise FunctionError("the text is not base64") from None
    try:
        return normalized(data.decode())
    except UnicodeDecodeError:
        raise FunctionError("what it encodes is not UTF-8") from None


def _codec(name: str) -> str:
    if name.upper() not in _CODECS:
        raise NotEvaluatedError("the encoding")
    return _CODECS[name.upper()]


def _textencode(text: str, codec: str) -> str:
    try:
        return base64.b64encode(text.encode(_codec(codec))).decode()
    except UnicodeEncodeError:
        raise FunctionError("the encoding has not all characters") from None


def _textdecode(text: str, codec: str) -> str:
    try:
        return normalized(base64.b64decode(text, validate=True).decode(_codec(codec)))
    except ValueError:
        raise FunctionError("the text is not base64 of that encoding") from None


def _csvdecode(text: str) -> HclList:
    if "\r" in text.replace("\r\n", "") or text.count('"') % 2:
        raise NotEvaluatedError("a text with unusual quotes or line ends")
    if re.search(r'[^,\n"]"[^,\n"]', text.replace('""', "")):
        raise NotEvaluatedError("a text with unusual quotes or line ends")
    import csv  # rare, and slow to load

    rows = [row for row in csv.reader(io.StringIO(text.replace("\r\n", "\n"))) if row]
    if not rows:
        raise FunctionError("there is no line with names")
    names = rows[0]
    if len(set(names)) != len(names) or any(len(row) != len(names) for row in rows):
        raise FunctionError("a name stands twice, or a line has more or fewer fields than names")
    return HclList(dict(zip(names, row, strict=True)) for row in rows[1:])


FUNCTIONS = {
    "base64decode": Function("s", _base64decode),
    "base64encode": Function("s", lambda text: base64.b64encode(text.encode()).decode()),
    "csvdecode": Function("s", _csvdecode),
    "jsondecode": Function("s", _json_value, raw=True),
    "jsonencode": Function("a", json_text, partial=True),
    "textdecodebase64": Function("ss", _textdecode),
    "textencodebase64": Function("ss", _textencode),
    "urlencode": Function("s", lambda text: quote_plus(text, safe="")),
}
