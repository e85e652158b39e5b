"""Linking: resources and their references become an estate of gateways.

Who belongs to whom is decided by equal known ids, then by the references of the configuration, then by the candidates
of the right type. What stays open is `Unknown`, or is placed in every gateway that it may belong to and marked
`ambiguous`. Nothing is dropped: what belongs to no API in sight gets a gateway with an `external` API.
"""

from __future__ import annotations

from ..model.gateway import Estate
from ..model.resource import Resources
from .context import BodyReader, Context
from .edge import link_domains, link_permissions
from .rest import link_rest
from .v2 import link_v2
from .waf import link_waf


def link(resources: Resources, read_body: BodyReader, other: Resources | None = None) -> Estate:
    """Makes the estate of one side of a change.

    `read_body(text, protocol)` parses OpenAPI bodies; `other` is the other side of the change, where there is one.
    """
    context = Context(resources, read_body, other)
    link_rest(context)
    link_v2(context)
    link_domains(context)
    link_waf(context)
    link_permissions(context)
    return context.estate
