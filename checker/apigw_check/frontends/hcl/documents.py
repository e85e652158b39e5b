"""What a data source `aws_iam_policy_document` gives, put together from its arguments.

https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
"""

from __future__ import annotations

import json
from typing import Any

_CLAUSES = (("Action", "actions"), ("NotAction", "not_actions"))
_RESOURCES = (("Resource", "resources"), ("NotResource", "not_resources"))
_PRINCIPALS = (("Principal", "principals"), ("NotPrincipal", "not_principals"))


def document(values: dict[str, Any]) -> str | None:
    """The document as JSON; None where a document that it is merged with is none.

    `values` are the known arguments as a plan has them.
    """
    statements: list[dict[str, Any]] = []
    content: dict[str, Any] = {"Version": values.get("version") or "2012-10-17"}
    try:
        for text in values.get("source_policy_documents") or ():
            _add(statements, _statements(text))
        _add(statements, [_statement(one) for one in values.get("statement") or ()])
        for text in values.get("override_policy_documents") or ():
            _add(statements, _statements(text))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    if values.get("policy_id"):
        content["Id"] = values["policy_id"]
    content["Statement"] = statements
    return json.dumps(content)


def _add(statements: list[dict[str, Any]], more: list[dict[str, Any]]) -> None:
    """Adds statements; one with the `Sid` of another takes its place."""
    for one in more:
        sid = one.get("Sid")
        places = [place for place, known in enumerate(statements) if sid and known.get("Sid") == sid]
        if places:
            statements[places[0]] = one
        else:
            statements.append(one)


def _statements(text: str) -> list[dict[str, Any]]:
    if not text:
        return []
    found = json.loads(text).get("Statement", [])
    return [found] if isinstance(found, dict) else [dict(one) for one in found]


def _statement(values: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if values.get("sid"):
        found["Sid"] = values["sid"]
    found["Effect"] = values.get("effect") or "Allow"
    for name, argument in (*_CLAUSES, *_RESOURCES):
        if values.get(argument):
            found[name] = _one([_variables(item) for item in values[argument]])
    for name, argument in _PRINCIPALS:
        if values.get(argument):
            found[name] = _principals(values[argument])
    conditions: dict[str, dict[str, list[str]]] = {}
    for one in values.get("condition") or ():
        terms = conditions.setdefault(one["test"], {}).setdefault(_variables(one["variable"]), [])
        terms += [_variables(item) for item in one["values"]]
    if conditions:
        found["Condition"] = {
            test: {name: _one(terms) for name, terms in keys.items()} for test, keys in conditions.items()
        }
    return found


def _principals(blocks: list[dict[str, Any]]) -> Any:
    found: dict[str, list[str]] = {}
    for block in blocks:
        identifiers = [_variables(item) for item in block["identifiers"]]
        if block["type"] == "*" and identifiers == ["*"] and len(blocks) == 1:
            return "*"
        found.setdefault(block["type"], []).extend(identifiers)
    return {type_: _one(identifiers) for type_, identifiers in found.items()}


def _variables(text: str) -> str:
    """A text with policy variables, which are written `&{...}` so that Terraform leaves them alone."""
    return text.replace("&{", "${")


def _one(items: list[str]) -> str | list[str]:
    return items[0] if len(items) == 1 else items
