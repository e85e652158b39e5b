"""Terraform's functions: the pure ones that can be computed exactly. All others give `Unknown`, by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ....model.value import Unknown
from .. import tree
from ..awaited import bare
from ..references import references
from ..types import in_order
from ..values import FunctionError, HclSet, NotEvaluatedError, Sensitive, Value, combined, first_unknown, unmark
from . import files, special
from .define import Function, arguments

if TYPE_CHECKING:
    from ..evaluator import Evaluator

#: Functions that Terraform has and that are not computed: they depend on the time, the machine or chance, or are rare.
NOT_EVALUATED = frozenset(
    {
        *("abspath", "base64gzip", "bcrypt", "ephemeralasnull", "plantimestamp", "rsadecrypt", "timestamp", "uuid"),
    }
)
#: Functions whose result may be an argument as it is, or a text of which the structure is known.
KEEPING = frozenset(
    {
        *("coalesce", "element", "format", "join", "jsondecode", "jsonencode", "lookup", "one", "templatefile", "try"),
        *("yamldecode", "yamlencode"),
    }
)


@cache
def table() -> dict[str, Function]:
    """All functions that are computed from their arguments alone, by name."""
    from . import collections, conversions, dates, encoding, hashes, numeric, paths, sets, strings
    from . import networks, patterns, provider_functions, yaml_text  # isort: skip

    first = (collections, conversions, dates, encoding, hashes, numeric, paths, sets, strings)
    rest = (networks, patterns, provider_functions, yaml_text)
    return {name: function for module in (*first, *rest) for name, function in module.FUNCTIONS.items()}


def call(evaluator: Evaluator, node: tree.Call) -> Value:
    """What a call gives."""
    name = node.name.removeprefix("core::")
    if name in special.FUNCTIONS:
        return special.FUNCTIONS[name](evaluator, node)
    if ("::" in name and name not in table()) or name in NOT_EVALUATED:
        return Unknown(f"the function {name}() is not evaluated", references(node))
    given = given_arguments(evaluator, node)
    if isinstance(given, Unknown):
        return given
    pairs = [unmark(value) for value in given]
    values = [value for value, _ in pairs]
    # What a function takes grows with its arguments.
    evaluator.spend(sum(_size(value) for value in values))
    try:
        result = _applied(_function(name, evaluator), values)
    except FunctionError as error:
        raise FunctionError(f"{name}(): {error}") from None
    except NotEvaluatedError as error:
        return Unknown(f"the function {name}() is not evaluated here: {error}", references(node))
    return Sensitive(result) if any(marked for _, marked in pairs) else result


def _size(value: Value) -> int:
    if isinstance(value, str):
        return len(value) // 64
    return len(value) if isinstance(value, (list, dict, HclSet)) else 1


def _function(name: str, evaluator: Evaluator) -> Function:
    if name in files.FUNCTIONS:
        return files.bound(name, evaluator.scope.files)
    if name not in table():
        raise FunctionError("there is no such function")
    return table()[name]


def _applied(function: Function, values: list[Value]) -> Value:
    if not function.raw and any(isinstance(value, Unknown) for value in values):
        return combined(*values)
    if not function.raw and not function.partial and first_unknown(values) is not None:
        return combined(*values)
    return function.body(*arguments(function, values))


def given_arguments(evaluator: Evaluator, node: tree.Call) -> list[Value] | Unknown:
    """The values of the arguments, the last one taken apart where it is expanded."""
    values = [evaluator.value(argument) for argument in node.arguments]
    if not node.expand:
        return values
    if not values:
        raise FunctionError("there is no argument to expand")
    last, marked = unmark(values.pop())
    if isinstance(last, Unknown):
        return bare(last)
    items = in_order(last)
    return values + ([Sensitive(item) for item in items] if marked else items)
