"""JSON that people wrote: decoding with the line and column of what is wrong."""

from __future__ import annotations

import re
from typing import Any

import msgspec

_FAULT = r"(?s)^(?:JSON is malformed: )?(?P<what>.*?)(?: \(byte (?P<byte>\d+)\))?$"


class JsonTextError(ValueError):
    """A text that is no JSON; the message says what is wrong and where (line and column count from 1)."""


def decode_json(text: str) -> Any:
    """Decodes a JSON text; raises `JsonTextError`. Of duplicate keys the last one counts, as in most parsers."""
    try:
        return msgspec.json.decode(text)
    except RecursionError:
        raise JsonTextError("it is nested too deeply") from None
    except UnicodeEncodeError as error:
        raise JsonTextError(f"a lone surrogate {place(text, error.start)}") from None
    except msgspec.DecodeError as error:
        raise JsonTextError(_describe(text, str(error))) from None


def place(text: str, index: int) -> str:
    """`at line 3, column 7` for an index into a text."""
    before = text[:index]
    return f"at line {before.count(chr(10)) + 1}, column {index - before.rfind(chr(10))}"


def kind_of(value: object) -> str:
    """What a decoded value is, in the words of JSON: `an object`, `a list`, `a string`, ..."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    if isinstance(value, list):
        return "a list"
    return "an object" if isinstance(value, dict) else "an unknown value"


def _describe(text: str, message: str) -> str:
    if "truncated" in message:
        return f"it ends too early, {place(text, len(text))}"
    match = re.match(_FAULT, message)
    if match is None or match["byte"] is None:
        return message
    before = text.encode()[: int(match["byte"])].decode(errors="ignore")
    return f"{match['what']} {place(text, len(before))}"
