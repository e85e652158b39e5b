"""What the rules about authorizers share: their protocol, how long results are cached, what identifies a caller."""

from __future__ import annotations

from ...model.gateway import HTTP, REST, WEBSOCKET, Authorizer, Route
from ...model.value import Unknown

#: The TTL that the service takes for a REST authorizer without one (CreateAuthorizer), and that the provider sends for
#: an HTTP API's Lambda authorizer with identity sources (resourceAuthorizerCreate in internal/service/apigatewayv2).
DEFAULT_TTL = 300


def kind_of(authorizer: Authorizer) -> str | Unknown:
    """Its type in capitals; TOKEN is the default of REST authorizers."""
    stated = authorizer.type
    return stated if isinstance(stated, Unknown) else str(stated or "TOKEN").upper()


def is_kind(authorizer: Authorizer, *kinds: str) -> bool:
    """Whether its type is known to be one of these."""
    kind = kind_of(authorizer)
    return isinstance(kind, str) and kind in kinds


def protocol_of(authorizer: Authorizer) -> str | Unknown:
    """The protocol of its API; of an API that is defined elsewhere as far as the identity sources tell."""
    stated = authorizer.api.protocol
    if not isinstance(stated, Unknown):
        return stated
    sources = authorizer.identity_sources
    for source in sources if isinstance(sources, tuple) else ():
        if source.startswith("$"):
            return HTTP
        if source.startswith("route."):
            return WEBSOCKET
    return stated


def cache_seconds(authorizer: Authorizer) -> int | Unknown | None:
    """For how many seconds its results are cached: 0 for not at all, None where it has no cache.

    JWT authorizers and those of WebSocket APIs have none (CreateAuthorizer of both services).
    """
    kind, protocol, ttl = kind_of(authorizer), protocol_of(authorizer), authorizer.ttl
    if (isinstance(kind, str) and kind == "JWT") or (isinstance(protocol, str) and protocol == WEBSOCKET):
        return None
    if isinstance(kind, Unknown):
        return Unknown(f"the type of the authorizer is not known: {kind.reason}")
    if isinstance(protocol, Unknown):
        return Unknown(f"whether the API is an HTTP or a WebSocket API is not known: {protocol.reason}")
    if ttl is not None:
        return ttl
    if protocol == REST:
        return DEFAULT_TTL
    # A body gives the service what stands in it; the provider adds a TTL to a resource with identity sources.
    has_sources = authorizer.identity_sources is not None
    return DEFAULT_TTL if has_sources and not authorizer.origin.pointer else 0


def sources_of(authorizer: Authorizer) -> tuple[str, ...] | Unknown:
    """Its identity sources; none where it has none."""
    found = authorizer.identity_sources
    return () if found is None else found


def distinct(routes: list[Route]) -> list[Route]:
    """Each route once: one that may belong to several APIs stands in all of them."""
    return list({(route.origin.key, route.name): route for route in routes}.values())


def named(routes: list[Route]) -> str:
    """Up to three routes by name."""
    names = [route.name for route in routes[:3]]
    return ", ".join(names) + (f" and {len(routes) - 3} more" if len(routes) > 3 else "")
