"""What an expression gives in a scope. (Interface; the evaluator follows.)"""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from ...model.value import Unknown
from .syntax import Expression
from .values import Value


class Diagnostic(Struct, frozen=True):
    """An expression that Terraform would refuse: where it stands and why."""

    line: int
    column: int
    message: str


class Scope(Protocol):
    """What the names in an expression stand for."""

    @property
    def files(self) -> Any:
        """The `functions.files.Files` that `file()` and its like may read; None where they may read nothing."""

    def resolve(self, path: tuple[str | int | Unknown, ...]) -> tuple[Value, int]:
        """The value of the longest start of a path that stands for something, and how many steps that start has.

        The path of `aws_x.y[each.key].id` is `("aws_x", "y", "a", "id")` where `each.key` is "a"; an index that is not
        known is an `Unknown` in its place; a path ends before a splat. The evaluator takes the remaining steps into the
        value itself, so `resolve(("var", "x", "y"))` may return `(value of var.x, 2)`. What cannot be told, unknown
        names included, is `Unknown` with its reason, with as many steps as the path has. A value that must not be
        printed is `Sensitive`.
        """


def evaluate(expression: Expression, scope: Scope, diagnostics: list[Diagnostic] | None = None) -> Value:
    """The value of an expression. Never raises: what Terraform would refuse is `Unknown`, and a diagnostic."""
    return Unknown("expressions are not evaluated yet")


def references(expression: Expression) -> tuple[str, ...]:
    """What the expression refers to, as a plan's configuration has it (most specific first for each reference)."""
    return ()
