"""What an expression gives in a scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from ...model.holes import Awaited, PartlyKnown
from ...model.value import UndecidedError, Unknown
from .evaluator import EvaluationError, Evaluator
from .references import references
from .tree import Expression, Literal
from .values import SCALARS, FunctionError, NotEvaluatedError, Sensitive, Value, measure

if TYPE_CHECKING:
    from .functions.files import Files

__all__ = ["Diagnostic", "Scope", "evaluate", "references"]

#: What a fault in evaluating may raise where an input is stranger than foreseen.
_STRANGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, MemoryError, AssertionError)


class Diagnostic(Struct, frozen=True):
    """An expression that Terraform would refuse: where it stands and why."""

    line: int
    column: int
    message: str


class Scope(Protocol):
    """What the names in an expression stand for."""

    @property
    def files(self) -> Files | None:
        """The files that `file()` and its like may read; None where they may read nothing."""

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
    if isinstance(expression, Literal) and type(expression.value) in SCALARS:
        return expression.value
    try:
        value = Evaluator(scope, diagnostics).value(expression)
        if type(value) in SCALARS:
            return value
        measure(value)
    except EvaluationError as error:
        if diagnostics is not None:
            diagnostics.append(Diagnostic(error.line, error.column, str(error)))
        reason = f"its expression is not valid: {error}"
    except FunctionError as error:
        reason = f"its expression is not valid: {error}"
    except NotEvaluatedError as error:
        reason = f"not evaluated: {error}"
    except UndecidedError as error:
        reason = error.unknown.reason
    except RecursionError:
        reason = "not evaluated: expressions that are nested too deep"
    except _STRANGE:
        reason = "not evaluated: the expression"
    else:
        return _with_references(value, expression)
    return Unknown(reason, references(expression))


def _with_references(value: Value, expression: Expression) -> Any:
    if isinstance(value, Awaited | PartlyKnown):
        return value if value.references else value.referring(references(expression))
    if isinstance(value, Unknown) and not value.references:
        return Unknown(value.reason, references(expression))
    if isinstance(value, Sensitive) and isinstance(value.value, Unknown):
        return Sensitive(_with_references(value.value, expression))
    return value
