"""The data source `template_file`: what `templatefile` does, from before it was there.

It evaluates the template with Terraform's functions; the values of `vars` are texts:
https://registry.terraform.io/providers/hashicorp/template/latest/docs/data-sources/file
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...model.value import Unknown
from .types import to_string
from .values import FunctionError, Sensitive, Value, combined, unmark

if TYPE_CHECKING:
    from .scope import ModuleInstance

TYPE = "data.template_file"
NAMES = ("filename", "id", "rendered", "template", "vars")

_READ = "a data source that terraform reads when it plans"


def attribute(module: ModuleInstance, argument: Callable[[str], Value], name: str) -> Value:
    """An attribute of a `template_file`; `argument` evaluates what its block says."""
    if name in ("template", "vars"):
        return argument(name)
    if name != "rendered" or argument("filename") is not None:
        return Unknown(_READ)
    (text, hidden), (given, secret) = unmark(argument("template")), unmark(argument("vars"))
    if isinstance(text, Unknown) or isinstance(given, Unknown):
        return combined(text, given)
    if not isinstance(text, str) or not isinstance(given, dict | None):
        return Unknown("its template is no text, or its vars are no object")
    try:
        result, marked = unmark(_rendered(module, text, {key: _text(item) for key, item in (given or {}).items()}))
    except FunctionError as error:
        return Unknown(f"its template cannot be filled in: {error}")
    return Sensitive(result) if hidden or secret or marked else result


def _text(value: Value) -> Value:
    plain, secret = unmark(value)
    made = plain if isinstance(plain, Unknown) else to_string(plain)
    return Sensitive(made) if secret else made


def _rendered(module: ModuleInstance, text: str, names: dict[str, Value]) -> Value:
    from .evaluator import EvaluationError, Evaluator
    from .functions.special import TemplateScope
    from .syntax import parse_template

    try:
        value = Evaluator(TemplateScope(names, module.files)).value(parse_template(text))
    except EvaluationError as error:
        raise FunctionError(f"line {error.line}: {error}") from None
    plain, secret = unmark(value)
    made = plain if isinstance(plain, Unknown) else to_string(plain)
    return Sensitive(made) if secret else made
