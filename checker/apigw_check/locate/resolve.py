"""From an address and an attribute to the lines of source that say so."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from . import folders_with_sources
from .address import Address, parse_address
from .blocks import SourceFile, Text
from .modules import Definition, Folder, ModuleTree, is_below, read_source
from .places import Place, Step, attribute_places, header_place

if TYPE_CHECKING:
    from .bodies import Bodies
    from .comments import Marked
    from .trace import Traced, Tracer

# Control characters, and those that reorder or hide text on a terminal.
_UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
#: Resources whose `body` is an API description.
_DESCRIBED = frozenset({"aws_api_gateway_rest_api", "aws_api_gateway_rest_api_put", "aws_apigatewayv2_api"})
_LONGEST_LINE = 240
_MOST_LINES = 40


class Located(Struct, frozen=True, gc=False):
    """A place to report. The file is as a user would type it: relative to the working directory where it is below
    that, otherwise absolute. Lines and columns count from 1; the end is the character after the last one.
    `role` is `primary` for the first place, `related` for the others; `note` says what a related place is."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    role: str = "primary"
    note: str = ""


class Remark(Struct, frozen=True, gc=False):
    """A comment in a file: the file as it is reported and relative to the root module, the comment's offset and text,
    and the first and the last line of what it is about (0 where that is nothing)."""

    file: str
    name: str
    source: Text
    start: int
    text: str
    first: int
    last: int


class Valued(Protocol):
    """A resource as an input gives it: `unknown` has the shape of the values, with True or a reason where one is not
    known."""

    @property
    def values(self) -> dict[str, Any]: ...  # noqa: D102 - the class says it
    @property
    def unknown(self) -> Any: ...  # noqa: D102 - the class says it


class Locator:
    """Locates what is reported. Each folder and file is read once, when something in it is asked for."""

    def __init__(self, root: str | None, *, cwd: str | None = None) -> None:
        self._cwd = os.path.abspath(cwd or os.curdir)
        self.tree = ModuleTree(root) if root is not None else None
        self._bodies: Bodies | None = None
        self._tracer: Tracer | None = None
        self._chains: dict[tuple[object, ...], list[Place]] = {}
        self._shown: dict[str, str] = {}
        self._own: dict[str, bool] = {}
        #: Returns the resource of an address. What is set before anything is located counts.
        self.resource: Callable[[str], Valued | None] | None = None
        #: Files of which somebody else says that they cannot be read.
        self.told: set[str] = set()

    @property
    def notes(self) -> list[str]:
        """What could not be read so far, each said once."""
        told = tuple(f"{file}: not read: " for file in self.told)
        return [note for note in dict.fromkeys(self.tree.notes) if not note.startswith(told)] if self.tree else []

    def locate(
        self, address: str, attribute: Sequence[Step] | None = None, pointer: str | None = None
    ) -> list[Located]:
        """Return the primary place of an attribute (or, without one, of its resource or module call), then related
        ones; nothing where the sources do not have it.

        What is not set is located at the block that would set it. `pointer` is a JSON pointer into the API
        description that the attribute holds. What a module from elsewhere declares is located at the module call.
        """
        parsed = self._parse(address)
        if parsed is None or self.tree is None:
            return []
        path = parsed.module_path
        own = self._own_depth(path)
        steps = tuple(attribute or ())
        inner = self._inner(parsed, steps, pointer)
        traced = self._traced(address, parsed, steps) if inner and (path or steps) and not pointer else None
        called = [(place, "called here") for place in self._calls(path, own, traced)]
        written = [(traced.place, traced.note)] if traced else []
        if inner and (own == len(path) or self.tree.is_own(inner[0][0].file)):
            return self._report([inner[0], *written, *inner[1:], *called])
        if not called and not written:
            return []
        note = self._elsewhere(path, own) if parsed.type else ""
        if traced:
            return self._report([(traced.place, f"{traced.note}; {note}"), *inner, *called])
        return self._report([(called[0][0], note), *inner, *called[1:]])

    def scopes(self, address: str, attribute: Sequence[Step] | None = None) -> list[Located]:
        """Return the places of the team's own sources where a comment would speak of this attribute, innermost first:
        the attribute, the blocks around it, the module calls."""
        parsed = self._parse(address)
        if parsed is None or self.tree is None:
            return []
        path = parsed.module_path
        own = self._own_depth(path)
        chain = self._chain(parsed, tuple(attribute or ())) if own == len(path) else []
        return self._report([(place, "") for place in (*reversed(chain), *self._calls(path, own))])

    def comments(self, marker: str, addresses: Iterable[str]) -> list[Remark]:
        """Return the comments that hold the marker, in the team's own files of the root module and of those on the way
        to the addresses."""
        if self.tree is None:
            return []
        for address in addresses:
            if address.startswith("module.") and (parsed := self._parse(address)):
                self.tree.module(parsed.module_path)
        found: list[Remark] = []
        for file, source in (*self.tree.sources(), *self.tree.json_sources(), *self._descriptions(addresses)):
            if marker not in source.text:
                continue
            name = os.path.relpath(file, self.tree.root).replace(os.sep, "/")
            for one in _marked(file, source, marker):
                shown = self._report([(Place(file, *source.position(one.start), 0, 0), "")])[0].file
                found.append(Remark(shown, name, source, one.start, one.text, one.first, one.last))
        return found

    def _descriptions(self, addresses: Iterable[str]) -> list[tuple[str, Text]]:
        """Return the YAML files that the API descriptions of these resources are read from."""
        for address in addresses:
            parsed = self._parse(address)
            if parsed is not None and parsed.type in _DESCRIBED:
                self._in_body(parsed, "body", "/paths")
        found = self._bodies.files() if self._bodies is not None else []
        assert self.tree is not None
        return [(file, source) for file, source in found if self.tree.is_own(file) and _is_yaml(source)]

    def source(self, file: str) -> SourceFile | None:
        """Return the text, blocks and comments of a file that was located; None if it is not in HCL syntax."""
        path = self._shown.get(file)
        if path is None or self.tree is None:
            return None
        source = read_source(path, self.tree.notes)
        return source if isinstance(source, SourceFile) else None

    def snippet(self, file: str, line: int, end_line: int) -> list[str]:
        """Return the lines of a file that was located, cut to a width and a number that a report can show.

        Tabs become one space, so that columns still fit, and control characters a visible mark.
        """
        path = self._shown.get(file)
        return snippet_of(path, line, end_line, self.tree.notes) if path is not None and self.tree is not None else []

    @property
    def files(self) -> dict[str, str]:
        """The absolute path of each file that was located, by the path that is reported."""
        return self._shown

    def _parse(self, address: str) -> Address | None:
        try:
            return parse_address(address)
        except ValueError:
            return None

    def _own_depth(self, path: tuple[str, ...]) -> int:
        """Return how many of the modules on a path, from the outermost, are the team's own."""
        assert self.tree is not None
        for depth in range(1, len(path) + 1):
            if not self.tree.module(path[:depth]).own:
                return depth - 1
        return len(path)

    def _elsewhere(self, path: tuple[str, ...], own: int) -> str:
        assert self.tree is not None
        if own == len(path):
            return "not found in the sources of this module"
        source = self.tree.module(path[: own + 1]).source
        return f"declared in the module from {_printable(source)}" if source else "declared in this module"

    def _calls(self, path: tuple[str, ...], own: int, traced: Traced | None = None) -> list[Place]:
        """Return the headers of the module calls in the team's own files on the way to a module, innermost first;
        without the one that passes a value on that was traced."""
        assert self.tree is not None
        told = traced.level + 1 if traced else 0
        depths = (depth for depth in range(min(own + 1, len(path)), 0, -1) if depth != told)
        modules = (self.tree.module(path[:depth]) for depth in depths)
        return [header_place(module.calls[0]) for module in modules if module.calls]

    def _definitions(self, parsed: Address) -> list[Definition]:
        assert self.tree is not None
        folder = self.tree.module(parsed.module_path).folder
        kind = "data" if parsed.mode == "data" else "resource"
        return folder.index.get((kind, parsed.type, parsed.name), []) if folder else []

    def _inner(self, parsed: Address, attribute: tuple[Step, ...], pointer: str | None) -> list[tuple[Place, str]]:
        """Return the innermost place inside the module that declares the resource, then what it belongs to."""
        chain = self._chain(parsed, attribute)
        if not chain:
            return []
        if pointer and attribute and (body := self._in_body(parsed, str(attribute[0]), pointer)):
            return [(body, ""), (chain[-1], "in this argument")]
        return [(chain[-1], "declared here" if self._own_depth(parsed.module_path) < len(parsed.modules) else "")]

    def _traced(self, address: str, parsed: Address, attribute: tuple[Step, ...]) -> Traced | None:
        """Return where, in the team's own sources, the value of an attribute inside a module is written."""
        from .trace import Tracer

        assert self.tree is not None
        self._tracer = self._tracer or Tracer(self.tree, self._is_null if self.resource is not None else None)
        traced = self._tracer.trace(address, parsed, attribute, self._definitions(parsed))
        own = self._own_depth(parsed.module_path)
        if traced is None or traced.level > own:
            return None
        file = traced.place.file
        if file not in self._own:
            self._own[file] = self.tree.is_own(file)
        return traced if self._own[file] else None

    def _is_null(self, address: str, attribute: tuple[Step, ...]) -> bool | None:
        """Whether an attribute is null; None where its value is not known."""
        resource = self.resource(address) if self.resource is not None else None
        if resource is None:
            return None
        value: Any = resource.values
        unknown: Any = resource.unknown
        for step in attribute:
            value, unknown = _at(value, step), _at(unknown, step) if unknown else None
        return value is None if not unknown and value is not _NOTHING else None

    def _in_body(self, parsed: Address, attribute: str, pointer: str) -> Place | None:
        """Return the place that a JSON pointer names in the API description that an attribute holds."""
        from .bodies import Bodies
        from .documents import pointer_path

        assert self.tree is not None
        self._bodies = self._bodies or Bodies(self.tree)
        for definition in reversed(self._definitions(parsed)):
            if place := self._bodies.find(definition, attribute, parsed.module_path, pointer_path(pointer)):
                return place
        return None

    def _chain(self, parsed: Address, attribute: tuple[Step, ...]) -> list[Place]:
        """Return the places of a resource's header, of the blocks on the way to an attribute, and of the attribute."""
        key = parsed.module_path, parsed.mode, parsed.type, parsed.name, attribute
        chain = self._chains.get(key)
        if chain is None:
            definitions = self._definitions(parsed)
            chain = [header_place(definitions[0])] if definitions else []
            for definition in reversed(definitions) if attribute else ():
                if deeper := attribute_places(definition, attribute):
                    # An override file that sets the attribute wins over what it overrides.
                    chain += ([header_place(definition)] if definition is not definitions[0] else []) + deeper
                    break
            self._chains[key] = chain
        return chain

    def _report(self, places: Sequence[tuple[Place, str]]) -> list[Located]:
        """Return places as they are reported, each once."""
        located: dict[Place, Located] = {}
        for place, note in places:
            if place not in located:
                file = place.file
                if is_below(file, self._cwd):
                    file = file[len(self._cwd.rstrip(os.sep)) + 1 :]
                file = file.replace(os.sep, "/")
                self._shown[file] = place.file
                role = "related" if located else "primary"
                located[place] = Located(file, place.line, place.column, place.end_line, place.end_column, role, note)
        return list(located.values())


_NOTHING: Any = object()


def _at(value: Any, step: Step) -> Any:
    """Return a member of a value, through a list that has one element; `_NOTHING` where there is none."""
    if isinstance(value, list) and isinstance(step, str) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        return value[step]
    return value if value is True or isinstance(value, str) else _NOTHING


def _is_yaml(source: Text) -> bool:
    """Whether a description is no JSON, which has no comments."""
    return not source.text.lstrip().startswith("{")


def _marked(file: str, source: Text, marker: str) -> Iterator[Marked]:
    """Yield the comments of a file that hold the marker, whatever it is written in."""
    from . import comments, remarks

    if isinstance(source, SourceFile):
        yield from comments.marked(source, marker)
    elif file.endswith(".tf.json"):
        yield from remarks.in_json(source, marker)
    else:
        yield from remarks.in_yaml(source, marker)


def snippet_of(path: str, line: int, end_line: int, notes: list[str]) -> list[str]:
    """Return lines of a file as `Locator.snippet` does; none where it cannot be read."""
    text = read_source(path, notes)
    if text is None:
        return []
    lines = (text.line(number) for number in range(max(line, 1), min(end_line, line + _MOST_LINES - 1) + 1))
    return [_printable(found) for found in lines if found is not None]


def find_sources(plan_path: str | None, explicit: str | None, headers: Collection[tuple[str, str, str]]) -> str | None:
    """Return the folder that holds the root module of a plan: the explicit one if it exists; otherwise the plan's own
    folder, the one above it, or the working directory, whichever comes first and declares most of `headers`.

    `headers` are (kind, type, name) of root resources, data sources and module calls: kind is `resource`, `data` or
    `module`, whose type is empty. Without any, a folder cannot be told from a foreign one, and none is returned.
    """
    if explicit is not None:
        return explicit if os.path.isdir(explicit) else None
    wanted = set(headers)
    for folder in folders_with_sources(plan_path):
        index = Folder(folder, []).index
        if 2 * sum(header in index for header in wanted) > len(wanted):
            return folder
    return None


def _printable(line: str) -> str:
    """Return a line without characters that a terminal acts on, cut to a width."""
    line = _UNPRINTABLE.sub("\ufffd", line.rstrip("\r").replace("\t", " "))
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "\u2026"
