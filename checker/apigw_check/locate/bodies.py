"""Where the API description in a `body` argument is written: a file, a heredoc or an object, in place or in a local."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

from msgspec import Struct

from .blocks import Text
from .documents import Document
from .lexer import after_template
from .modules import Definition, ModuleTree, is_below, read_source
from .objects import Member, members
from .places import Place

# Functions whose first argument is the description, or the text of it.
_WRAPPER = re.compile(
    r"\s*+(?:(?:jsonencode|yamlencode|jsondecode|yamldecode|sensitive|nonsensitive|tostring|trimspace|chomp|replace)"
    r'\s*+\(|"\$\{)?'
)
_FILE = re.compile(r'(templatefile|file)\s*+\(\s*+("[^"\\\n]*+")')
_BASE = re.compile(r"\$\{\s*+path\.(module|root|cwd)\s*+\}/")
_NAMED = re.compile(r'(local|var)\.([\w-]++)((?:\.[\w-]++|\["[^"\\$%\n]*+"\]){0,8})(?=\s*+(?:[),}\n]|\Z))')
_STEP = re.compile(r'\.([\w-]+)|\["([^"]*)"\]')
_HEREDOC = re.compile(r"<<-?[^\n]*+\n")
# Locals, arguments and decoded files that are followed to reach the description.
_FOLLOWED = 20


class _Expression(Struct):
    """An expression: the file and the module it stands in, its text from `start` to `stop`."""

    file: str
    source: Text
    module: tuple[str, ...]
    start: int
    stop: int

    def place(self, start: int, stop: int) -> Place:
        return Place(self.file, *self.source.position(start), *self.source.position(stop))


class Bodies:
    """Finds places in API descriptions; each file is read once."""

    def __init__(self, tree: ModuleTree) -> None:
        self._tree = tree
        self._documents: dict[tuple[str, bool], Document | None] = {}
        self._heredocs: dict[tuple[str, int], Document] = {}
        self._objects: dict[tuple[str, int], dict[str, Member]] = {}

    def find(
        self, definition: Definition, attribute: str, module: tuple[str, ...], path: Sequence[str]
    ) -> Place | None:
        """Return the place of the deepest key of the path that is found; None where the description is not."""
        expression = _argument(definition, attribute, module)
        best: Place | None = None
        for _ in range(_FOLLOWED + len(path)):
            if expression is None or not path:
                break
            pos = _inside(expression)
            if expression.source.text.startswith(("{", "["), pos):
                member = self._members(expression, pos).get(path[0])
                if member is None:
                    break
                best, path = expression.place(member.start, member.stop), path[1:]
                expression.start = member.value
            elif named := _NAMED.match(expression.source.text, pos, expression.stop):
                expression = self._follow(expression.module, named[1], named[2])
                path = [*(name or key for name, key in _STEP.findall(named[3])), *path]
            else:
                return self._written(expression, pos, path) or best
        return best

    def files(self) -> list[tuple[str, Text]]:
        """The files with descriptions in which places were looked for, in order."""
        names = sorted({file for (file, _), document in self._documents.items() if document is not None})
        sources = ((name, read_source(name, self._tree.notes)) for name in names)
        return [(name, source) for name, source in sources if source is not None]

    def _members(self, expression: _Expression, pos: int) -> dict[str, Member]:
        """Return the members of the object or list at an offset by key or number; each one is read once."""
        key = expression.file, pos
        if key not in self._objects:
            found = members(expression.source.text, pos, expression.stop)
            self._objects[key] = {str(member.key): member for member in found}
        return self._objects[key]

    def _written(self, expression: _Expression, pos: int, path: Sequence[str]) -> Place | None:
        """Return the place in the file or heredoc that an expression begins with; None if it begins with neither."""
        text = expression.source.text
        if call := _FILE.match(text, pos, expression.stop):
            return self._in_file(expression, call[1] == "templatefile", call[2][1:-1], path)
        heredoc = _HEREDOC.match(text, pos, expression.stop)
        if heredoc is None:
            return None
        key = expression.file, pos
        if key not in self._heredocs:
            body = text[heredoc.end() : after_template(text, pos, expression.stop)]
            self._heredocs[key] = Document(body[: body.rfind("\n") + 1], template=True)
        found = self._heredocs[key].find(path)
        if found is None:
            return None
        line = expression.source.position(pos)[0] + found[0]
        return Place(expression.file, line, found[1], line, found[2])

    def _in_file(self, expression: _Expression, template: bool, name: str, path: Sequence[str]) -> Place | None:
        """Return the place in a file that the configuration reads, if that is one of the team's own files."""
        folder = self._tree.module(expression.module).folder
        base = _BASE.match(name)
        relative = name[base.end() :] if base else name
        if folder is None or "${" in relative or "%{" in relative or os.path.isabs(relative):
            return None
        start = folder.path if base and base[1] == "module" else self._tree.root
        file = os.path.normpath(os.path.join(start, relative))
        if (file, template) not in self._documents:
            source = read_source(file, self._tree.notes) if self._allowed(file, folder.path) else None
            self._documents[file, template] = Document(source.text, template=template) if source else None
        document = self._documents[file, template]
        if document is None:
            return None
        line, column, end = document.find(path) or (1, 1, 1)
        return Place(file, line, column, line, end)

    def _allowed(self, file: str, module: str) -> bool:
        """Whether a file stands in the repository (or, without one, in the root folder or in that of the module) once
        its symbolic links are followed."""
        bases = (self._tree.repository,) if self._tree.repository else (self._tree.root, module)
        try:
            real = os.path.realpath(file)
            allowed = any(is_below(real, os.path.realpath(base)) for base in bases)
        except (OSError, ValueError):
            return False
        if not allowed:
            self._tree.notes.append(f"{file}: not read: it is outside of the sources")
        return allowed

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


def _inside(expression: _Expression) -> int:
    """Return the offset of what stands inside the functions that only convert it."""
    text, pos = expression.source.text, expression.start
    while (wrapper := _WRAPPER.match(text, pos, expression.stop)) and wrapper.end() > pos:
        pos = wrapper.end()
    return pos
