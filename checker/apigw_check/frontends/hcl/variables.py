"""The values of the root module's variables: defaults, `.tfvars` files, and what the command line gives."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from ...model.value import Unknown
from . import tree
from .evaluate import Diagnostic, evaluate
from .modules import Folder, Problem, read_file
from .syntax import Attribute, Block, parse
from .type_constraints import constraint
from .types import convert
from .values import FunctionError, NotEvaluatedError, Sensitive, Value, unmark


class Nowhere:
    """A scope in which nothing stands for anything: that of defaults and of values that are given."""

    files = None

    def resolve(self, path: tuple[str | int | Unknown, ...]) -> tuple[Value, int]:
        """See `evaluate.Scope`."""
        return Unknown("no references are possible here"), len(path)


NOWHERE = Nowhere()


class Declared(Struct):
    """A variable as its block declares it."""

    type: Any = "any"
    default: tree.Expression | None = None
    nullable: bool = True
    sensitive: bool = False


def declared(block: Block) -> Declared:
    """What a `variable` block says."""
    known: Declared | None = block.kept.get("declared")
    if known is None:
        known = block.kept["declared"] = _declared(block)
    return known


def _declared(block: Block) -> Declared:
    attributes = block.body.attributes
    type_ = constraint(attributes["type"].expression) if "type" in attributes else "any"
    default = attributes["default"].expression if "default" in attributes else None
    nullable = _flag(attributes.get("nullable"), True)
    return Declared(type_, default, nullable, _flag(attributes.get("sensitive"), False))


def _flag(attribute: Attribute | None, otherwise: bool) -> bool:
    value = evaluate(attribute.expression, NOWHERE) if attribute is not None else otherwise
    return value if isinstance(value, bool) else otherwise


def typed(name: str, value: Value, wanted: Declared, refused: Callable[[str], None] | None = None) -> Value:
    """A value as the variable's type has it; `Unknown` where Terraform would refuse it, and `refused` is told why."""
    if value is None and not wanted.nullable and wanted.default is not None:
        value = evaluate(wanted.default, NOWHERE)
    try:
        value = convert(value, wanted.type, lambda expression: evaluate(expression, NOWHERE))
    except FunctionError as error:
        message = f"the value of var.{name} does not fit its type: {error}"
        if refused is not None:
            refused(message)
        value = Unknown(message, (f"var.{name}",))
    except NotEvaluatedError as error:
        value = Unknown(f"var.{name} is not evaluated: {error}", (f"var.{name}",))
    return Sensitive(value) if wanted.sensitive else value


class Given:
    """The values that are given to the root module, in Terraform's order: the later wins.

    `terraform.tfvars`, `terraform.tfvars.json`, `*.auto.tfvars` and `*.auto.tfvars.json` by name, then the files that
    the command line names, then its values.
    """

    def __init__(
        self, folder: Folder, files: Sequence[str], values: Sequence[tuple[str, str]], problems: list[Problem]
    ) -> None:
        self._problems = problems
        self._values: dict[str, tree.Expression] = {}
        self._files: dict[str, str] = {}
        for path in (*_automatic(folder.path), *files):
            self._read(path)
        self._texts = dict(values)

    def unknown(self, folder: Folder) -> list[tuple[str, str]]:
        """What is given a value, and by whom (`--var`, or a file), and the folder does not declare."""
        given = {**self._files, **dict.fromkeys(self._texts, "--var")}
        return [(name, where) for name, where in given.items() if ("variable", "", name) not in folder.keys]

    def value(self, name: str, wanted: Declared) -> Value:
        """The value of a variable; `Unknown` where it has none."""
        if name in self._texts:
            return typed(
                name, self._text(self._texts[name], wanted), wanted, lambda why: self._refuse("--var", None, why)
            )
        expression = self._values.get(name, wanted.default)
        if expression is None:
            value: Value = Unknown(f"var.{name} has no value here", (f"var.{name}",))
            return Sensitive(value) if wanted.sensitive else value
        file = self._files.get(name, "")
        refused = (lambda why: self._refuse(file, expression, why)) if file else None
        return typed(name, evaluate(expression, NOWHERE), wanted, refused)

    def _refuse(self, file: str, place: tree.Expression | None, why: str) -> None:
        line, column = (place.line, place.column) if place is not None else (0, 0)
        self._problems.append(Problem(file, line, column, why))

    def _text(self, text: str, wanted: Declared) -> Value:
        """A value of the command line: a text for a variable of a primitive type, an expression for any other."""
        if isinstance(wanted.type, str):
            return text
        attribute = parse(f"value = {text}\n".encode(), "").body.attributes.get("value")
        if attribute is None:
            return Unknown("the value that the command line gives it is no expression")
        return evaluate(attribute.expression, NOWHERE)

    def _read(self, path: str) -> None:
        data = read_file(path, self._problems)
        if data is None:
            return
        if path.endswith(".json"):
            found, sound = _json(data, path, self._problems), True
        else:
            read = parse(data, path)
            self._problems += [Problem(path, one.line, one.column, one.message) for one in read.errors]
            found = {name: attribute.expression for name, attribute in read.body.attributes.items()}
            for block in read.body.blocks:
                self._problems.append(Problem(path, block.line, block.column, f"a block {block.type}, and no value"))
            sound = not read.errors
        for name, expression in found.items():
            value, _ = unmark(evaluate(expression, NOWHERE))
            if isinstance(value, Unknown) and sound:
                self._refuse(path, expression, f"the value of {name} is no plain value: {value.reason}")
        self._values |= found
        self._files |= dict.fromkeys(found, path)


def _json(data: bytes, path: str, problems: list[Problem]) -> dict[str, tree.Expression]:
    """The values of a `.tfvars.json` file, in which texts are no templates."""
    import msgspec

    try:
        content = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        content = None
    if not isinstance(content, dict):
        problems.append(Problem(path, 0, 0, "is no JSON object"))
        return {}
    return {name: tree.Literal(1, 1, value) for name, value in content.items()}


def _automatic(folder: str) -> list[str]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith((".tfvars", ".tfvars.json")))
    except OSError:
        return []
    first = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in names]
    return [
        os.path.join(folder, name)
        for name in (*first, *(name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json"))))
    ]


__all__ = ["NOWHERE", "Declared", "Diagnostic", "Given", "declared", "typed"]
