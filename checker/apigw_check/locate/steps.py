"""What following a value keeps in mind: expressions and their scopes, the steps of a path, and what was found."""

from __future__ import annotations

from msgspec import Struct

from .address import unescape
from .blocks import Attribute, Text
from .shapes import Span


class InstanceKey(Struct, frozen=True):
    """A step: the key of the instance, of the module at a depth or (beyond the last module) of the resource."""

    level: int


class Part(Struct, frozen=True):
    """A step: the member whose name is the key or a part of it. A loose one may be any member where none has such a
    name; a flat one goes through lists in lists."""

    of: str | InstanceKey | None
    loose: bool = False
    flat: bool = False


class End(Struct, frozen=True):
    """The last step: the member itself, whatever its value; or, opaque, nothing that could be found in a text."""

    opaque: bool


class Expression(Struct, frozen=True, gc=False):
    """An expression in a file, from `start` to `stop`."""

    file: str
    source: Text
    start: int
    stop: int

    def text(self) -> str:
        """Return what is written."""
        return self.source.text[self.start : self.stop]

    def part(self, span: Span) -> Expression:
        """Return another expression of the same file."""
        return Expression(self.file, self.source, *span)


class Scope:
    """Where an expression stands: the module, and what names such as `each.value` and those of `for` stand for."""

    __slots__ = ("module", "names")

    def __init__(self, module: tuple[str, ...], names: dict[str, Named]) -> None:
        self.module = module
        self.names = names


class Named(Struct):
    """What a name stands for: a path into an expression, and the step that it is as an index."""

    expression: Expression | None
    scope: Scope
    path: tuple[Step, ...]
    step: Step | None = None


class Index(Struct, eq=False):
    """A step: what an expression says, where that is a literal."""

    expression: Expression
    scope: Scope
    plan: list[Candidate | Pending] | None = None


class Pick(Struct, eq=False):
    """A step: the member for which the key of a `for` expression says this; `other` where that is not found."""

    expression: Expression
    scope: Scope
    names: tuple[str, str]
    want: str | InstanceKey
    other: Part


Step = str | int | InstanceKey | Part | End | Index | Pick

ANY = Part(None, loose=True)
ITSELF = End(opaque=False)
NOTHING = End(opaque=True)


class Found(Struct, frozen=True, gc=False):
    """The deepest place so far in the caller's text. `level` is the number of modules around it, `members` how many
    members deep it is in the argument, `keyed` whether the instance's key led there; `exact` is the local that holds
    just this value; `bare` is the collection that a block repeats over as a whole, which is no place of a value."""

    file: str
    source: Text
    at: Attribute | int
    value: int
    stop: int
    level: int
    members: int = 0
    default: bool = False
    keyed: bool = False
    exact: Found | None = None
    bare: bool = False


class Candidate(Struct, gc=False):
    """An end of the way: how many steps are left, how far from the value's own expression it is, the literal, and the
    collections that must have the instance."""

    found: Found | None
    left: int
    tier: int
    value: str | None
    guards: tuple[Named, ...] = ()


class At(Struct):
    """Where following is: the scope of the expression, the path into it, what was found, the tier, the depth, the
    collections on the way that must have the instance, and whether what is followed may differ from the value."""

    scope: Scope
    path: tuple[Step, ...] = ()
    found: Found | None = None
    tier: int = 0
    depth: int = 0
    guards: tuple[Named, ...] = ()
    other: bool = False

    def to(self, path: tuple[Step, ...], scope: Scope | None = None, *, later: int = 0, other: bool = False) -> At:
        """Return the same with another path, and perhaps in another scope, a later tier, or for another value."""
        tier = self.tier + later
        return At(scope or self.scope, path, self.found, tier, self.depth, self.guards, self.other or other)

    def holding(self, found: Found | None, path: tuple[Step, ...], scope: Scope) -> At:
        """Return the same with what was found."""
        return At(scope, path, found, self.tier, self.depth, self.guards, self.other)


class Pending(Struct):
    """A literal in which the key of an instance is to be looked up, or a conditional that it decides."""

    kind: int
    expression: Expression
    at: At

    @property
    def tier(self) -> int:
        """How far from the value's own expression it is."""
        return self.at.tier


Items = list[Candidate | Pending]


def base(step: Step) -> str | InstanceKey | None:
    """Return the key behind a step."""
    if isinstance(step, (str, InstanceKey)):
        return step
    return step.of if isinstance(step, Part) else step.want if isinstance(step, Pick) else None


def plain(text: str) -> str:
    """Return what a literal says."""
    return unescape(text[1:-1]) if text.startswith('"') and text.endswith('"') else text


def repeat(name: str, over: Expression, scope: Scope, step: Step) -> dict[str, Named]:
    """Return what the names of a repeated block stand for."""
    return {
        f"{name}.value": Named(over, scope, (step,)),
        f"{name}.key": Named(over, scope, (step, ITSELF), step),
    }


def bind(scope: Scope, names: tuple[str, str], collection: Expression, step: Step) -> Scope:
    """Return the scope inside a `for` expression."""
    bound = {names[1]: Named(collection, scope, (step,))}
    if names[0]:
        bound[names[0]] = Named(collection, scope, (step, ITSELF), step)
    return Scope(scope.module, scope.names | bound)
