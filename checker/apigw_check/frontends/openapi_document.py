"""A decoded OpenAPI document: references, pointers and values of the types that are asked for.

Nothing here raises on odd input. What cannot be used is passed over and noted in `problems`. A document that was put
together may have unknown values: a scalar is `Unknown`, and where an object or a list is needed, `UndecidedError` says
that nothing can be told of what stands there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..model.json_text import kind_of
from ..model.value import UndecidedError, Unknown, known

#: References that lead from one to the next; more are a circle or a bad joke.
_HOPS = 32
#: References may expand a document by as many values as its text has characters, and by this many in any case.
_EXPANSION_FREE = 200_000
_PROBLEMS = 200

Object = Mapping[str, Any]
EMPTY: Final[Object] = {}


class Document:
    """A document of an API of `protocol` (REST or HTTP) and what was found odd in it; `length` is that of its text."""

    def __init__(self, root: Object, protocol: str, length: int, problems: list[str]) -> None:
        self.root = root
        self.protocol = protocol
        self.is_rest = protocol == "REST"
        self.is_swagger = "swagger" in root
        self.problems = problems
        self._sizes: dict[str, int] = {}
        self._noted: set[str] = set()
        self._left = length + _EXPANSION_FREE

    def note(self, pointer: str, message: str) -> None:
        """Notes something that was passed over, once; beyond a limit it only says that there is more."""
        text = printable(f"{pointer or '/'}: {message}")
        if text in self._noted:
            return
        if len(self.problems) < _PROBLEMS:
            self._noted.add(text)
            self.problems.append(text)
        elif len(self.problems) == _PROBLEMS:
            self.problems.append("there are more problems than are listed")

    def follow(self, value: Any, pointer: str) -> tuple[Any, str]:
        """The value that a local reference leads to, and where it stands; `Unknown` where it leads nowhere."""
        place = pointer
        for _ in range(_HOPS):
            if not isinstance(known(value), dict) or not isinstance(known(value.get("$ref")), str):
                if place != pointer:
                    self._left -= self._size(value, place)
                    if self._left < 0:
                        return self._lost(pointer, "references expand the document without measure"), place
                return value, place
            reference: str = value["$ref"]
            if not reference.startswith("#"):
                return self._lost(pointer, f"the reference {shown(reference)} leads out of the document"), place
            found = self._resolve(reference[1:])
            if found is None:
                return self._lost(pointer, f"the reference {shown(reference)} leads nowhere"), place
            value, place = found
        return self._lost(pointer, "the reference leads in a circle"), place

    def target(self, value: Any, pointer: str) -> tuple[Any, str]:
        """Like `follow`, for what is read once for each place: it expands nothing and notes nothing."""
        for _ in range(_HOPS):
            if not isinstance(known(value), dict) or not isinstance(known(value.get("$ref")), str):
                return value, pointer
            reference: str = value["$ref"]
            found = self._resolve(reference[1:]) if reference.startswith("#") else None
            if found is None:
                break
            value, pointer = found
        return None, pointer

    def _lost(self, pointer: str, message: str) -> Unknown:
        self.note(pointer, message)
        return Unknown(message)

    def _size(self, value: Any, place: str) -> int:
        """How many values there are inside the value that stands at a place."""
        size = self._sizes.get(place)
        if size is None:
            size, stack = 1, [value]
            while stack:
                each = stack.pop()
                if isinstance(each, dict | list):
                    size += len(each)
                    stack.extend(each.values() if isinstance(each, dict) else each)
            self._sizes[place] = size
        return size

    def _resolve(self, fragment: str) -> tuple[Any, str] | None:
        if "%" in fragment:
            from urllib.parse import unquote

            fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return None
        value: Any = self.root
        place = ""
        for token in fragment.split("/")[1:]:
            name = token.replace("~1", "/").replace("~0", "~")
            if isinstance(known(value), dict) and name in value:
                value = value[name]
            elif isinstance(value, list) and name.isdecimal() and len(name) < 10 and int(name) < len(value):
                value = value[int(name)]
            else:
                return None
            place += step(name)
        return value, place

    def object(self, holder: Object, name: str, pointer: str) -> tuple[Object, str]:
        """The object under a name, references followed, and where it stands; an empty one where there is none."""
        found = holder.get(name)
        if found is None:
            return EMPTY, pointer
        value, place = self.follow(found, pointer + step(name))
        if isinstance(value, dict):
            return value, place
        if not isinstance(value, Unknown):
            self.note(place, f"it is {kind_of(value)}, not an object")
        return EMPTY, place

    def items(self, holder: Object, name: str, pointer: str) -> list[Any]:
        """The list under a name; an empty one where there is none."""
        value = known(holder.get(name))
        if isinstance(value, list):
            return value
        if value is not None:
            self.note(pointer + step(name), f"it is {kind_of(value)}, not a list")
        return []

    def text(self, holder: Object, name: str, pointer: str) -> str | Unknown | None:
        """A text; a number counts as the text that it is written as."""
        value = holder.get(name)
        if value is None or isinstance(value, str | Unknown):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number_text(value)
        self.note(pointer + step(name), f"it is {kind_of(value)}, not a string")
        return None

    def word(self, holder: Object, name: str, pointer: str) -> str | Unknown | None:
        """A text that is a fixed word, in capitals."""
        value = self.text(holder, name, pointer)
        return value if value is None or isinstance(value, Unknown) else value.strip().upper()

    def flag(self, holder: Object, name: str, pointer: str) -> bool | Unknown | None:
        """A boolean; the importer takes the texts `true` and `false` as well."""
        value = holder.get(name)
        if value is None or isinstance(value, bool | Unknown):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        self.note(pointer + step(name), f"it is {kind_of(value)}, not true or false")
        return None

    def whole(self, holder: Object, name: str, pointer: str) -> int | Unknown | None:
        """A whole number, as number or text."""
        value = holder.get(name)
        if value is None or isinstance(value, Unknown) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, str) and len(value) < 19 and value.strip().lstrip("-").isdecimal():
            return int(value)
        self.note(pointer + step(name), f"it is {kind_of(value)}, not a whole number")
        return None

    def texts(self, holder: Object, name: str, pointer: str) -> tuple[str, ...] | Unknown | None:
        """A list of texts; a single text counts as a list of one. `Unknown` where one of them is."""
        value = holder.get(name)
        if value is None or isinstance(value, Unknown):
            return value
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list):
            self.note(pointer + step(name), f"it is {kind_of(value)}, not a list of strings")
            return None
        found = []
        for index, each in enumerate(value):
            if isinstance(each, Unknown):
                return each if len(value) == 1 else Unknown(each.reason, each.references)
            if isinstance(each, str):
                found.append(each)
            else:
                self.note(f"{pointer}{step(name)}/{index}", f"it is {kind_of(each)}, not a string")
        return tuple(found)

    def mapping(self, holder: Object, name: str, pointer: str) -> dict[str, str] | Unknown | None:
        """An object of texts. `Unknown` where one of them is."""
        if holder.get(name) is None:
            return None
        try:
            value, place = self.object(holder, name, pointer)
        except UndecidedError as error:
            return error.unknown
        found = {}
        for key in value:
            text = self.text(value, key, place)
            if isinstance(text, Unknown):
                return text
            if text is not None:
                found[key] = text
        return found


def given_or_empty(mapping: dict[str, str] | Unknown | None) -> dict[str, str] | Unknown:
    """What `Document.mapping` gives, with an empty object for what is not there."""
    return {} if mapping is None else mapping


def step(name: str) -> str:
    """A name as the next step of a JSON pointer (RFC 6901)."""
    return "/" + name.replace("~", "~0").replace("/", "~1") if "~" in name or "/" in name else "/" + name


def printable(text: str) -> str:
    """A text without characters that a terminal would obey."""
    return (
        text
        if text.isprintable()
        else "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
    )


def shown(value: str) -> str:
    """A text of the document for a message: quoted, and not without end."""
    return repr(value if len(value) <= 80 else value[:77] + "...")


def _number_text(value: float) -> str:
    return str(value)
