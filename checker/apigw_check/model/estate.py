"""Everything that one input says about gateways, and the kinds of subjects that rules judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from .gateway import Api, Association, Domain, Enumerated, IdentityPool, Mapping, Permission, Subject, Taggable, WebAcl
from .origin import Origin

if TYPE_CHECKING:
    from .alarms import Alarm
    from .dns import DnsRecord
    from .functions import Function
    from .links import VpcLink
    from .network import VpcEndpoint
    from .plans import ApiKey, UsagePlan
    from .roles import IdentityPolicy
    from .suppression import Suppression


class Estate(Struct, eq=False):
    """Everything that one input says about gateways. `orphans` are resources that belong to no API that it knows.

    `unplaced` names something that is not known, though what it names may be in sight; `guessed` are placed in each of
    several that they may belong to (see `link.possible`).
    `kept` are the subjects that were there before the change, too. `suppressions` are no part of the input: they are
    set once its findings are known.
    """

    apis: list[Api] = field(default_factory=list)
    domains: list[Domain] = field(default_factory=list)
    web_acls: list[WebAcl] = field(default_factory=list)
    permissions: list[Permission] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    vpc_links: list[VpcLink] = field(default_factory=list)
    identity_pools: list[IdentityPool] = field(default_factory=list)
    identity_policies: list[IdentityPolicy] = field(default_factory=list)
    usage_plans: list[UsagePlan] = field(default_factory=list)
    api_keys: list[ApiKey] = field(default_factory=list)
    associations: list[Association] = field(default_factory=list)
    mappings: list[Mapping] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    dns_records: list[DnsRecord] = field(default_factory=list)
    vpc_endpoints: list[VpcEndpoint] = field(default_factory=list)
    orphans: list[Origin] = field(default_factory=list)
    unplaced: list[Origin] = field(default_factory=list)
    guessed: list[Origin] = field(default_factory=list)
    resources: list[Enumerated] = field(default_factory=list)
    kept: list[Subject] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)

    def subjects(self, kind: str) -> list[Subject]:
        """All subjects of a kind (`route`, `stage`, `api`, ...), in the order of the input."""
        if kind in _LISTS:
            return list(getattr(self, _LISTS[kind]))
        if kind == Taggable.kind:
            return [*self.apis, *(stage for api in self.apis for stage in api.stages), *self.domains]
        children = _CHILDREN[kind]
        return [child for api in self.apis for child in getattr(api, children)]


class Possible(Struct, frozen=True, eq=False):
    """Another estate that the same input may come to, with what is not known (`link.possible`).

    One with `apart` says nothing of subjects that are ambiguous. `before` is what there may have been before, where
    that is what is not known.
    """

    estate: Estate
    reason: str
    apart: bool = False
    before: Estate | None = None


#: By kind of subject: the list of the estate, or of each API, that holds it.
_LISTS = {
    "api": "apis",
    "domain": "domains",
    "web_acl": "web_acls",
    "permission": "permissions",
    "function": "functions",
    "vpc_link": "vpc_links",
    "identity_pool": "identity_pools",
    "identity_policy": "identity_policies",
    "resource": "resources",
    "usage_plan": "usage_plans",
    "api_key": "api_keys",
    "alarm": "alarms",
    "dns_record": "dns_records",
    "vpc_endpoint": "vpc_endpoints",
    "subject": "kept",
    "suppression": "suppressions",
}
_CHILDREN = {
    "route": "routes",
    "authorizer": "authorizers",
    "integration": "integrations",
    "stage": "stages",
    "deployment": "deployments",
}

#: The kinds of subjects, in the order in which reports list them.
KINDS = (
    "api",
    "route",
    "authorizer",
    "integration",
    "stage",
    "deployment",
    "domain",
    "web_acl",
    "permission",
    "function",
    "vpc_link",
    "identity_pool",
    "identity_policy",
    "usage_plan",
    "api_key",
    "alarm",
    "dns_record",
    "vpc_endpoint",
    "resource",
)
