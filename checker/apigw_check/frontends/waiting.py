"""What a plan knows only after apply, and its sources may say for the most part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ..model.holes import PartlyKnown
from ..model.resource import Resource
from ..model.value import Unknown

if TYPE_CHECKING:
    from .hcl.plan_sources import PlanSources
    from .plan_format import Plan
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

#: Types whose policies are those of APIs.
_OF_API = ("aws_api_gateway_rest_api", "aws_api_gateway_rest_api_policy")

#: More attributes that lead to one of several resources than anyone has; what is beyond stays with its candidates.
_MOST_TARGETS = 100_000


class Waiting(Struct, eq=False):
    """An attribute of a resource that waits for apply, and the references that the plan has for its expression."""

    resource: Resource
    name: str
    references: tuple[str, ...]


class Beside:
    """The sources beside a plan: read when they are first asked, which many plans do not need."""

    def __init__(self, plan: Plan, root: str) -> None:
        self._plan = plan
        self._root = root
        self._sources: PlanSources | None = None
        self._targets: dict[tuple[str, str], tuple[str, ...]] = {}

    def texts(self, wanted: list[Waiting]) -> dict[str, dict[str, PartlyKnown]]:
        """By address and attribute, the texts of which the sources say a part."""
        from .hcl.plan_texts import texts

        return texts(self._read(), wanted)

    def targets(self, resource: Resource, name: str) -> tuple[str, ...]:
        """The addresses of the resources that an attribute waits for, where it waits for nothing else."""
        place = (resource.address, name)
        if place not in self._targets:
            if len(self._targets) >= _MOST_TARGETS:
                return ()
            from .hcl.plan_targets import targets

            self._targets[place] = targets(self._read(), resource, name)
        return self._targets[place]

    def _read(self) -> PlanSources:
        if self._sources is None:
            from .hcl.plan_sources import PlanSources

            self._sources = PlanSources(self._plan, self._root)
        return self._sources


def waiting(resources: PlanResources) -> list[Waiting]:
    """The documents that are known only after apply.

    Not those that a data source makes (the plan has its arguments), but for those that it is itself made of, and for
    the policies of APIs: which requests they name depends on what stands behind the ARN.
    """
    found = []
    for type_, names in _DOCUMENTS.items():
        for resource in resources.of(type_):
            for name in names if resource.unknown else ():
                references = resource.references(name)
                if not references or not _is_unknown(resource.get(name)):
                    continue
                made = not type_.startswith("data.") and all(each.startswith(_DOCUMENT) for each in references)
                if not made or type_ in _OF_API:
                    found.append(Waiting(resource, name, references))
    return found


def _is_unknown(value: object) -> bool:
    return any(isinstance(one, Unknown) for one in (value if isinstance(value, list) else (value,)))
