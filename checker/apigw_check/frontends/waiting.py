"""Texts that a plan knows only after apply, and that its sources may say for the most part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.resource import Resource
from ..model.value import Unknown

if TYPE_CHECKING:
    from .plan_resources import PlanResources

_DOCUMENT = "data.aws_iam_policy_document."
_POLICY = ("policy",)
#: The attributes that are documents, by resource type.
_DOCUMENTS = {
    "aws_api_gateway_rest_api": ("body", "policy"),
    "aws_api_gateway_rest_api_policy": _POLICY,
    "aws_api_gateway_rest_api_put": ("body",),
    "aws_apigatewayv2_api": ("body",),
    "aws_iam_group_policy": _POLICY,
    "aws_iam_policy": _POLICY,
    "aws_iam_role_policy": _POLICY,
    "aws_iam_user_policy": _POLICY,
    "aws_vpc_endpoint": _POLICY,
    "aws_vpc_endpoint_policy": _POLICY,
    "data.aws_iam_policy_document": ("override_policy_documents", "source_policy_documents"),
}


class Waiting(Struct, eq=False):
    """An attribute of a resource that waits for apply, and the references that the plan has for its expression."""

    resource: Resource
    name: str
    references: tuple[str, ...]


def waiting(resources: PlanResources) -> list[Waiting]:
    """The documents that are known only after apply.

    Not those that a data source makes (the plan has its arguments), but for those that it is itself made of.
    """
    found = []
    for type_, names in _DOCUMENTS.items():
        for resource in resources.of(type_):
            for name in names if resource.unknown else ():
                references = resource.references(name)
                if not references or not _is_unknown(resource.get(name)):
                    continue
                if type_.startswith("data.") or not all(each.startswith(_DOCUMENT) for each in references):
                    found.append(Waiting(resource, name, references))
    return found


def _is_unknown(value: object) -> bool:
    return any(isinstance(one, Unknown) for one in (value if isinstance(value, list) else (value,)))
