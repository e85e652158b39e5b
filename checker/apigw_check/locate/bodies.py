"""Where the document in an argument is written: a file, a heredoc or an object, in place or in a local, and what of it.

An object may be put together by `merge()`, `concat()`, conditionals and `for` expressions: a key is located where it is
written out, if there is one such place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from .blocks import Header, SourceFile, Text
from .documents import Document
from .files import file_of
from .lexer import after_template
from .modules import Definition, ModuleTree, read_source
from .objects import Member, members, value_end
from .places import Place
from .shapes import CALL, CHOICE, FOR_OBJECT, FOR_TUPLE, INSIDE, NAME, OBJECT, TUPLE, Shape, Span, read

# Functions whose first argument is the document, or the text of it.
_SAME = frozenset(
    (
        "chomp", "jsondecode", "jsonencode", "nonsensitive", "replace", "sensitive", "tolist", "tomap", "tostring",
        "trimspace", "try", "yamldecode", "yamlencode",
    )
)  # fmt: skip
_DOCUMENT = "aws_iam_policy_document"
_JSON = ("json", "minified_json")
#: What brings in statements that stand elsewhere.
_OTHER_DOCUMENTS = frozenset(("source_policy_documents", "override_policy_documents", "source_json", "override_json"))
_HEREDOC = re.compile(r"<<-?[^\n]*+\n")
# Expressions that are looked into to reach one key, and how deep.
_MOST = 200
_DEEPEST = 40


class _Expression(Struct):
    """An expression: the file and the module it stands in, its text from `start` to `stop`."""

    file: str
    source: Text
    module: tuple[str, ...]
    start: int
    stop: int

    def place(self, start: int, stop: int) -> Place:
        return Place(self.file, *self.source.position(start), *self.source.position(stop))

    def part(self, span: Span) -> _Expression:
        return _Expression(self.file, self.source, self.module, *span)


class _Reached(Struct, frozen=True):
    """How far a path leads into an expression: the place of the last key that is found, and how many are left."""

    place: Place | None
    left: int


class Bodies:
    """Finds places in documents, such as API descriptions and policies; each file is read once."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._documents: dict[tuple[str, bool], Document | None] = {}
        self._heredocs: dict[tuple[str, int], Document] = {}
        self._objects: dict[tuple[str, int], dict[str, Member]] = {}
        self._shapes: dict[tuple[str, int, int], Shape] = {}
        self._ends: dict[tuple[str, int], int] = {}
        self._budget = 0

    def find(
        self, definition: Definition, attribute: str, module: tuple[str, ...], path: Sequence[str]
    ) -> Place | None:
        """Return the place of the deepest key of the path that is found; None where the document is not."""
        expression = _argument(definition, attribute, module)
        if expression is None or not path:
            return None
        self._budget = _MOST
        return self._reach(expression, tuple(path), 0).place

    def files(self) -> list[tuple[str, Text]]:
        """The files with descriptions in which places were looked for, in order."""
        names = sorted({file for (file, _), document in self._documents.items() if document is not None})
        sources = ((name, read_source(name, self._tree.notes)) for name in names)
        return [(name, source) for name, source in sources if source is not None]

    def _reach(self, expression: _Expression, path: tuple[str, ...], depth: int) -> _Reached:
        """Return how far a path leads into an expression."""
        lost = _Reached(None, len(path))
        self._budget -= 1
        if self._budget < 0 or depth > _DEEPEST or not path:
            return lost
        shape = self._shape(expression)
        kind = shape.kind
        if kind == NAME:
            return self._named(expression, shape, path, depth + 1)
        text = expression.source.text
        if kind != OBJECT and text.startswith("<<", expression.start):
            return self._in_heredoc(expression, path)
        if shape.steps:
            if (steps := _names(shape.steps)) is None:
                return lost
            path = (*steps, *path)
        parts = [expression.part(part) for part in shape.parts]
        if kind in (OBJECT, TUPLE):
            found = self._in_object(parts[0], path, depth + 1)
        elif kind == INSIDE:
            found = self._reach(parts[0], path, depth + 1)
        elif kind == CHOICE:
            found = _only([self._reach(part, path, depth + 1) for part in parts[1:]], lost)
        elif kind in (FOR_OBJECT, FOR_TUPLE):
            found = self._repeated(parts, path, depth + 1)
        elif kind == CALL and parts:
            found = self._called(shape, parts, path, depth + 1)
        else:
            found = lost
        # What is only on the way to the document is no place in it.
        return found if found.left < lost.left else lost

    def _shape(self, expression: _Expression) -> Shape:
        key = expression.file, expression.start, expression.stop
        if key not in self._shapes:
            self._shapes[key] = read(expression.source.text, expression.start, expression.stop)
        return self._shapes[key]

    def _named(self, expression: _Expression, shape: Shape, path: tuple[str, ...], depth: int) -> _Reached:
        lost = _Reached(None, len(path))
        steps = _names(shape.steps)
        if steps and shape.name == "data":
            place = self._statement(expression.module, steps, path)
            return _Reached(place, 0) if place is not None else lost
        if not steps or shape.name not in ("local", "var"):
            return lost
        followed = self._follow(expression.module, shape.name, steps[0])
        found = self._reach(followed, (*steps[1:], *path), depth) if followed is not None else lost
        return found if found.left < lost.left or found.place is None or len(steps) == 1 else lost

    def _statement(self, module: tuple[str, ...], steps: list[str], path: tuple[str, ...]) -> Place | None:
        """Return the block of a statement of an `aws_iam_policy_document`, if all of its statements are written out."""
        folder = self._tree.module(module).folder
        if folder is None or steps[0] != _DOCUMENT or steps[-1] not in _JSON or not 3 <= len(steps) <= 4:
            return None
        found = folder.index.get(("data", _DOCUMENT, steps[1]), ())
        if len(found) != 1 or len(path) < 2 or path[0] != "Statement" or not path[1].isdecimal():
            return None
        (definition,) = found
        if not isinstance(definition.source, SourceFile) or not isinstance(definition.at, Header):
            return None
        block = definition.source.block(definition.at)
        if not _OTHER_DOCUMENTS.isdisjoint(block.attributes) or any(one.type == "dynamic" for one in block.blocks):
            return None
        statements = [one for one in block.blocks if one.type == "statement"]
        if int(path[1]) >= len(statements):
            return None
        one = statements[int(path[1])]
        return Place(definition.file, one.line, one.column, one.header_end_line, one.header_end_column)

    def _in_object(self, expression: _Expression, path: tuple[str, ...], depth: int) -> _Reached:
        member = self._members(expression, expression.start).get(path[0])
        if member is None:
            return _Reached(None, len(path))
        place = expression.place(member.start, member.stop)
        stop = self._stop(expression, member)
        inner = self._reach(expression.part((member.value, stop)), path[1:], depth)
        return inner if inner.place is not None else _Reached(place, len(path) - 1)

    def _stop(self, expression: _Expression, member: Member) -> int:
        """Return where the value of a member ends; each is looked for once."""
        key = expression.file, member.value
        if key not in self._ends:
            listed = isinstance(member.key, int)
            self._ends[key] = value_end(expression.source.text, member.value, expression.stop, listed=listed)
        return self._ends[key]

    def _repeated(self, parts: list[_Expression], path: tuple[str, ...], depth: int) -> _Reached:
        """Return how far a path leads into what a `for` expression makes of any member."""
        inner = self._reach(parts[-1], path[1:], depth)
        if inner.place is not None:
            return inner
        own = parts[1] if len(parts) == 3 else parts[-1]
        return _Reached(own.place(own.start, own.stop), len(path) - 1)

    def _called(self, shape: Shape, parts: list[_Expression], path: tuple[str, ...], depth: int) -> _Reached:
        lost = _Reached(None, len(path))
        if shape.name in ("file", "templatefile"):
            name = parts[0].source.text[parts[0].start : parts[0].stop].strip()
            quoted = len(name) > 1 and name[0] == '"' == name[-1]
            return self._in_file(parts[0], shape.name == "templatefile", name[1:-1], path) if quoted else lost
        if shape.name in _SAME:
            return self._reach(parts[0], path, depth)
        if shape.names[0] == "...":
            return lost
        if shape.name == "merge":
            # The last one that has the key wins; what the others have of it is lost.
            found = (self._reach(part, path, depth) for part in reversed(parts))
            return next((one for one in found if one.place is not None), lost)
        return self._concatenated(parts, path, depth) if shape.name == "concat" else lost

    def _concatenated(self, parts: list[_Expression], path: tuple[str, ...], depth: int) -> _Reached:
        """Return how far a path leads into lists that follow one another, as long as their lengths are known."""
        lost = _Reached(None, len(path))
        number = int(path[0]) if path[0].isdecimal() else -1
        for part in parts:
            listed = self._list(part, depth)
            if number < 0 or listed is None:
                return lost
            length = len(self._members(listed, listed.start))
            if number < length:
                return self._in_object(listed, (str(number), *path[1:]), depth)
            number -= length
        return lost

    def _list(self, expression: _Expression, depth: int) -> _Expression | None:
        """Return the list that an expression is, where it is written out."""
        for _ in range(max(_DEEPEST - depth, 0)):
            shape = self._shape(expression)
            if shape.kind == TUPLE and not shape.steps:
                return expression.part(shape.parts[0])
            if shape.kind != NAME or shape.name not in ("local", "var") or len(shape.steps) != 1:
                return None
            followed = self._follow(expression.module, shape.name, str(shape.steps[0]))
            if followed is None:
                return None
            expression = followed
        return None

    def _members(self, expression: _Expression, pos: int) -> dict[str, Member]:
        """Return the members of the object or list at an offset by key or number; each one is read once."""
        key = expression.file, pos
        if key not in self._objects:
            found = members(expression.source.text, pos, expression.stop)
            self._objects[key] = {str(member.key): member for member in found}
        return self._objects[key]

    def _in_heredoc(self, expression: _Expression, path: tuple[str, ...]) -> _Reached:
        """Return how far a path leads into the text of a heredoc."""
        text, pos = expression.source.text, expression.start
        heredoc = _HEREDOC.match(text, pos, expression.stop)
        if heredoc is None:
            return _Reached(None, len(path))
        key = expression.file, pos
        if key not in self._heredocs:
            body = text[heredoc.end() : after_template(text, pos, expression.stop)]
            self._heredocs[key] = Document(body[: body.rfind("\n") + 1], template=True)
        found = self._heredocs[key].find(path)
        if found is None:
            return _Reached(None, len(path))
        line = expression.source.position(pos)[0] + found[0]
        return _Reached(Place(expression.file, line, found[1], line, found[2]), 0)

    def _in_file(self, expression: _Expression, template: bool, name: str, path: tuple[str, ...]) -> _Reached:
        """Return how far a path leads into a file that the configuration reads, if that is one of the team's own."""
        file = file_of(self._tree, expression.module, name)
        if file is None:
            return _Reached(None, len(path))
        if (file, template) not in self._documents:
            source = read_source(file, self._tree.notes)
            self._documents[file, template] = Document(source.text, template=template) if source else None
        document = self._documents[file, template]
        if document is None:
            return _Reached(None, len(path))
        line, column, end = document.find(path) or (1, 1, 1)
        return _Reached(Place(file, line, column, line, end), 0)

    def _follow(self, module: tuple[str, ...], kind: str, name: str) -> _Expression | None:
        """Return the expression of a local, or of the argument in the call of the module that sets a variable."""
        known = self._tree.module(module)
        if kind == "var":
            found = (_argument(call, name, module[:-1]) for call in reversed(known.calls))
            return next((expression for expression in found if expression), None)
        local = known.folder.local(name) if known.folder else None
        if local is None:
            return None
        file, source, attribute = local
        return _Expression(file, source, module, attribute.value_start, attribute.value_end)


def _argument(definition: Definition, name: str, module: tuple[str, ...]) -> _Expression | None:
    span = definition.argument(name)
    return _Expression(definition.file, definition.source, module, *span) if span else None


def _names(steps: Sequence[str | int | Span | None]) -> list[str] | None:
    """Return the steps behind an expression as keys; None where one is computed."""
    found = [str(step) for step in steps if isinstance(step, str | int)]
    return found if len(found) == len(steps) else None


def _only(found: list[_Reached], lost: _Reached) -> _Reached:
    """Return what leads anywhere, if it is one."""
    places = [one for one in found if one.place is not None]
    return places[0] if len(places) == 1 else lost
