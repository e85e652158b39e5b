"""What the rules about access logs share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...facts import access_log_variables

#: What `required_fields` may name, as the facts call it (`roles`), with the variable that a fix proposes for each type.
FIELDS: dict[str, tuple[str, dict[str, str]]] = {
    "request_id": ("request_id", {"": "$context.requestId"}),
    "time": ("time", {"": "$context.requestTime"}),
    "source_ip": ("source_ip", {"": "$context.identity.sourceIp"}),
    "method_or_route": ("operation", {"": "$context.routeKey", "REST": "$context.httpMethod"}),
    "path": ("path", {"": "$context.path", "WEBSOCKET": "$context.routeKey"}),
    "status": ("status", {"": "$context.status"}),
    "caller": ("caller", {"": "$context.identity.user", "HTTP": "$context.authorizer.claims.sub"}),
    "latency": ("latency", {"": "$context.responseLatency", "WEBSOCKET": "$context.integrationLatency"}),
}
_VARIABLE = re.compile(r"\$context(?:\.\w+(?:[:-]\w+)*)+")
#: A route key holds the method and the path (HTTP), or is all that there is of either (WebSocket).
_ROUTE_KEY = "$context.routeKey"


def variables(text: str) -> set[str]:
    """The `$context` variables of a format, whatever its syntax (JSON, XML, CSV or the common log format)."""
    found = set(_VARIABLE.findall(text))
    # Behind a colon or a hyphen the next field of the line may begin: `$context.status-x`.
    return found | {re.split("[:-]", name)[0] for name in found}


def missing_fields(text: str, protocol: str, required: Iterable[str]) -> list[str]:
    """The required fields that a format does not record, in the variable names of one API type.

    A field that is not among `FIELDS` is the name of a variable, such as `wafResponseCode`.
    """
    facts = access_log_variables().get(protocol) if isinstance(protocol, str) else None
    if facts is None:
        return []
    written = variables(text)
    recorded = {facts.resolve(name) for name in written}
    missing: list[str] = []
    for field in required:
        if field not in FIELDS:
            wanted = f"$context.{field.removeprefix('$context.')}"
            if wanted not in written or facts.resolve(wanted) is None:
                missing.append(field)
            continue
        role = FIELDS[field][0]
        if not recorded.isdisjoint(facts.roles.get(role, ())):
            continue
        if field == "path" and _ROUTE_KEY in written and facts.resolve(_ROUTE_KEY):
            continue
        missing.append(field)
    return missing


def proposed(field: str, protocol: str) -> str:
    """The variable that would record a field."""
    if field not in FIELDS:
        return f"$context.{field.removeprefix('$context.')}"
    names = FIELDS[field][1]
    return names.get(protocol, names[""])
