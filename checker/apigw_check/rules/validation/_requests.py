"""What the rules about requests share."""

from __future__ import annotations

from ...model.gateway import REST, Api, Integration, Route
from ...model.value import UndecidedError, Unknown

#: Methods whose requests have a body.
BODY_METHODS = ("PATCH", "POST", "PUT")


def is_rest(api: Api) -> bool:
    """Whether it is a REST API. One of unknown protocol is not: REST APIs have a resource type of their own."""
    return isinstance(api.protocol, str) and api.protocol == REST


def method_of(route: Route) -> str | None:
    """The route's method; raises `UndecidedError` where it is not known."""
    if isinstance(route.method, Unknown):
        raise UndecidedError(Unknown(f"its method is not known: {route.method.reason}"))
    return route.method


def has_backend(route: Route) -> bool | Unknown:
    """Whether requests get to a backend: not where the integration is MOCK."""
    found = route.integration
    if isinstance(found, Unknown):
        return found
    if not isinstance(found, Integration):
        return Unknown("its integration is not in the input")
    return found.type if isinstance(found.type, Unknown) else found.type != "MOCK"
