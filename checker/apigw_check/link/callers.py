"""Which routes authorize by an authorizer, and which of those may."""

from __future__ import annotations

from ..model.gateway import Api, Authorizer
from ..model.value import Unknown
from .context import Context


def link_callers(context: Context) -> None:
    """Fills `Authorizer.routes` of every API."""
    for api in context.estate.apis:
        reason = _link(api)
        if reason is not None:
            for authorizer in api.authorizers:
                authorizer.routes_unread = reason


def _link(api: Api) -> Unknown | None:
    """Joins the routes with their authorizers; why further routes may use any of them."""
    reason = api.unread
    for route in api.routes:
        stated = route.authorization
        if isinstance(stated, str) and stated.upper() in ("", "NONE", "AWS_IAM"):
            continue  # it uses none, even where it names one
        if isinstance(route.authorizer, Authorizer):
            if isinstance(stated, Unknown):
                route.authorizer.routes_unread = stated
            else:
                route.authorizer.routes.append(route)
        elif isinstance(route.authorizer, Unknown):
            reason = route.authorizer if reason is None else reason
    return reason
