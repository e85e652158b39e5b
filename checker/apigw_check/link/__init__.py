"""Linking: resources and their references become an estate of gateways.

Who belongs to whom is decided by equal known ids, then by the references of the configuration, then by the candidates
of the right type. What stays open is `Unknown`, or is placed in every gateway that it may belong to and marked
`ambiguous`. Nothing is dropped: what belongs to no API in sight gets a gateway with an `external` API.
"""

from __future__ import annotations

from ..model.estate import Estate
from ..model.resource import Resources
from .alarms import link_alarms
from .callers import link_callers
from .certificates import link_certificates
from .context import BodyReader, Context
from .delivery import link_delivery, tag_domains
from .dns import link_dns
from .edge import link_domains, link_permissions
from .functions import link_functions
from .identity import link_identity
from .links import link_vpc_links
from .logs import link_logs
from .network import link_network
from .plans import link_plans
from .rest import link_rest
from .roles import link_roles
from .schemas import link_schemas
from .shared_backends import link_backends
from .v2 import link_v2
from .values import link_values
from .waf import link_waf


def link(resources: Resources, read_body: BodyReader, other: Resources | None = None, mode: str = "") -> Estate:
    """Makes the estate of one side of a change.

    `read_body(text, protocol)` parses OpenAPI bodies; `other` is the other side of the change, where there is one.
    `mode` is one of those of `Context`, for what the input may be as well (`link.possible`).
    """
    context = Context(resources, read_body, other, mode)
    link_rest(context)
    link_v2(context)
    link_delivery(context)
    link_schemas(context)
    link_callers(context)
    link_backends(context)
    link_domains(context)
    tag_domains(context)
    link_waf(context)
    link_logs(context)
    link_permissions(context)
    link_functions(context)
    link_roles(context)
    link_identity(context)
    link_vpc_links(context)
    link_values(context)
    link_plans(context)
    link_certificates(context)
    link_dns(context)
    link_network(context)
    link_alarms(context)
    return context.estate
