"""The nodes of Terraform expressions. Lines and columns count from 1, columns in characters."""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec import Struct, structs


class Expression(Struct, frozen=True, eq=False):
    """An expression and where it begins."""

    line: int
    column: int


class Invalid(Expression, frozen=True, eq=False):
    """What could not be read; the message says why."""

    message: str


class ReferenceKey(Invalid, frozen=True, eq=False):
    """The key of an object that is a reference: an error, but for `providers`, where it names a configuration."""

    reference: Expression


class Literal(Expression, frozen=True, eq=False):
    """A number, boolean, null, or a text without anything to fill in."""

    value: Any


class Template(Expression, frozen=True, eq=False):
    """A text with parts to fill in: its parts are texts, expressions, `TemplateIf` and `TemplateFor`."""

    parts: tuple[Part, ...]


class TemplateIf(Expression, frozen=True, eq=False):
    """`%{ if }`, and what stands in its branches."""

    condition: Expression
    then: Template
    otherwise: Template


class TemplateFor(Expression, frozen=True, eq=False):
    """`%{ for }`: the name of the key is empty where there is none."""

    key: str
    value: str
    collection: Expression
    body: Template


class Name(Expression, frozen=True, eq=False):
    """The first name of a reference: `var`, `aws_api_gateway_stage`, or a name that a `for` gives."""

    name: str


class Traversal(Expression, frozen=True, eq=False):
    """Steps into what an expression gives.

    `path` is the first name with the steps before a splat, empty where there is no name or a step has to be computed.
    """

    base: Expression
    steps: tuple[Step, ...]
    path: tuple[str | int, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.base, Name):
            structs.force_setattr(self, "path", _path(self.base.name, self.steps))


class GetAttr(Struct, frozen=True, eq=False):
    """The step `.name`."""

    name: str


class GetIndex(Struct, frozen=True, eq=False):
    """The step `[key]`, or `.0`."""

    key: Expression


class Splat(Struct, frozen=True, eq=False):
    """The step `[*]` (or `.*`), with the steps that are taken into each element."""

    steps: tuple[Step, ...]


class Call(Expression, frozen=True, eq=False):
    """A call; `expand`: the last argument is a list of arguments (`...`)."""

    name: str
    arguments: tuple[Expression, ...]
    expand: bool


class Conditional(Expression, frozen=True, eq=False):
    """`condition ? then : otherwise`."""

    condition: Expression
    then: Expression
    otherwise: Expression


class Unary(Expression, frozen=True, eq=False):
    """`!operand` or `-operand`."""

    operator: str
    operand: Expression


class Binary(Expression, frozen=True, eq=False):
    """`left operator right`."""

    operator: str
    left: Expression
    right: Expression


class Tuple(Expression, frozen=True, eq=False):
    """`[a, b]`."""

    items: tuple[Expression, ...]


class Object(Expression, frozen=True, eq=False):
    """`{ a = b }`: a key that is a bare word is a literal."""

    items: tuple[tuple[Expression, Expression], ...]


class For(Expression, frozen=True, eq=False):
    """`[for ...]`, or `{for ...}` where there is a result for the key; `group` is its `...`."""

    key: str
    value: str
    collection: Expression
    result_key: Expression | None
    result: Expression
    condition: Expression | None
    group: bool


class Parenthesised(Expression, frozen=True, eq=False):
    """`(expression)`."""

    inner: Expression


def _path(name: str, steps: tuple[Step, ...]) -> tuple[str | int, ...]:
    """The path of a reference of which no step has to be computed; an empty one of any other."""
    path: list[str | int] = [name]
    for step in steps:
        if isinstance(step, GetAttr):
            path.append(step.name)
        elif isinstance(step, Splat):
            break
        elif isinstance(step.key, Literal) and type(step.key.value) in (str, int):
            path.append(step.key.value)
        else:
            return ()
    return tuple(path)


Step: TypeAlias = "GetAttr | GetIndex | Splat"
Part: TypeAlias = "str | Expression"
