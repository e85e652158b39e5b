"""What a data source `aws_iam_policy_document` gives, put together from its arguments.

https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
"""

from __future__ import annotations

from typing import Any

from ...model.holes import PartlyKnown
from ...model.json_text import JsonTextError, decode_json
from ...model.value import UndecidedError, Unknown, known
from .functions.encoding import json_text

_CLAUSES = (("Action", "actions"), ("NotAction", "not_actions"))
_RESOURCES = (("Resource", "resources"), ("NotResource", "not_resources"))
_PRINCIPALS = (("Principal", "principals"), ("NotPrincipal", "not_principals"))


def document(values: dict[str, Any]) -> str | PartlyKnown | None:
    """The document as JSON; None where a document that it is merged with is none.

    `values` are the arguments as a plan has them, with `Unknown` in them, which leaves holes in the text. Raises
    `UndecidedError` where not even the statements can be told apart.
    """
    statements: list[dict[str, Any]] = []
    version = values.get("version")
    content: dict[str, Any] = {"Version": "2012-10-17" if version is None or version == "" else version}
    try:
        for text in known(values.get("source_policy_documents")) or ():
            _add(statements, _statements(text))
        _add(statements, [_statement(known(one)) for one in known(values.get("statement")) or ()])
        for text in known(values.get("override_policy_documents")) or ():
            _add(statements, _statements(text))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if isinstance(values.get("policy_id"), Unknown) or values.get("policy_id"):
        content["Id"] = values["policy_id"]
    content["Statement"] = statements
    return json_text(content)


def _add(statements: list[dict[str, Any]], more: list[dict[str, Any]]) -> None:
    """Adds statements; one with the `Sid` of another takes its place."""
    for one in more:
        sid = one.get("Sid")
        places = [place for place, other in enumerate(statements) if sid and other.get("Sid") == sid]
        if places:
            statements[places[0]] = one
        else:
            statements.append(one)


def _statements(text: Any) -> list[dict[str, Any]]:
    if isinstance(text, PartlyKnown):
        marked = text.marked()
        try:
            content = known(marked.fill(decode_json(marked.text)))
        except JsonTextError:
            return known(text)  # what is in its holes may make it JSON
    elif not known(text):
        return []
    else:
        content = decode_json(text)
    found = known(content.get("Statement", []))
    return [found] if isinstance(found, dict) else [dict(known(one)) for one in found]


def _statement(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if known(values.get("sid")):
        found["Sid"] = values["sid"]
    effect = values.get("effect")
    found["Effect"] = "Allow" if effect is None or effect == "" else effect
    for pair in (*_CLAUSES, *_RESOURCES):
        _add_clause(found, *pair, values)
    for name, argument in _PRINCIPALS:
        blocks = known(values.get(argument))
        if blocks:
            found[name] = _principals(blocks)
    conditions: dict[str, dict[str, list[Any]]] = {}
    blocks = values.get("condition")
    try:
        for one in known(blocks) or ():
            terms = conditions.setdefault(known(one["test"]), {}).setdefault(_variables(known(one["variable"])), [])
            terms += [_variables(item) for item in known(one["values"])]
    except UndecidedError as error:
        # Nothing is known of what they ask for; that they ask for something is.
        found["Condition"] = error.unknown
        return found
    if conditions:
        found["Condition"] = {
            test: {name: _one(terms) for name, terms in keys.items()} for test, keys in conditions.items()
        }
    return found


def _add_clause(found: dict[str, Any], name: str, argument: str, values: dict[str, Any]) -> None:
    given = values.get(argument)
    if isinstance(given, Unknown):
        raise UndecidedError(given)  # it may be empty, and then it is not there
    if given:
        found[name] = _one([_variables(item) for item in given])


def _principals(blocks: list[Any]) -> Any:
    found: dict[str, list[Any]] = {}
    try:
        for block in blocks:
            type_ = known(known(block)["type"])
            identifiers = [_variables(item) for item in known(block["identifiers"])]
            if type_ == "*" and len(blocks) == 1 and len(identifiers) == 1 and known(identifiers[0]) == "*":
                return "*"
            found.setdefault(type_, []).extend(identifiers)
    except UndecidedError as error:
        return error.unknown
    return {type_: _one(identifiers) for type_, identifiers in found.items()}


def _variables(text: Any) -> Any:
    """A text with policy variables, which are written `&{...}` so that Terraform leaves them alone."""
    return text if isinstance(text, Unknown) else text.replace("&{", "${")


def _one(items: list[Any]) -> Any:
    return items[0] if len(items) == 1 else items
