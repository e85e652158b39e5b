"""What the rules about access logs share."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from ...facts import access_log_variables
from ...model.gateway import REST, Stage
from ...model.json_text import JsonTextError, decode_json
from ...model.value import Unknown
from ..base import Verdict, not_applicable, undecided

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
#: Of a REST API's callers that have no IAM identity: who they are, by the way in which the routes know them.
_OF_AUTHORIZERS = (
    ("COGNITO_USER_POOLS", "$context.authorizer.claims.sub"),
    ("CUSTOM", "$context.authorizer.principalId"),
)
_VARIABLE = re.compile(r"\$context(?:\.\w+(?:[:-]\w+)*)+")
#: A route key holds the method and the path (HTTP), or is all that there is of either (WebSocket).
_ROUTE_KEY = "$context.routeKey"
#: Variables that are a JSON value without quotation marks: numbers, and a message that brings its own.
_BARE = re.compile(r"(?i)(status|latency|length|epoch|messagestring|connectedat|dataprocessed|iscanaryrequest)$")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|' + _VARIABLE.pattern)
_CLAIMS, _AUTHORIZER = "$context.authorizer.claims.", "$context.authorizer."
_HEADERS = "$context.requestOverride.header."


def format_of(stage: Stage) -> str | Verdict:
    """The format of a stage's access log, or what to answer where there is none or it is not known."""
    destination, text = stage.access_log_destination, stage.access_log_format
    if not isinstance(destination, Unknown) and not destination:
        return not_applicable("there is no access log; see APIGW-301")
    if isinstance(destination, Unknown) and text is None:
        text = destination
    if isinstance(text, Unknown):
        return undecided(f"the format of the access log is not known: {text.reason}", stage, "access_log_format")
    return "" if text is None else str(text)


def is_json_object(text: str) -> bool:
    """Whether the lines that a format gives are JSON objects."""

    def value(match: re.Match[str]) -> str:
        token = match[0]
        return token if token[0] == '"' or not _BARE.search(token) else "0"

    try:
        return isinstance(decode_json(_TOKEN.sub(value, text)), dict)
    except JsonTextError:
        return False


def secrets(text: str, protocol: str, personal: Iterable[str], secret: Iterable[str]) -> list[str]:
    """The variables of a format that record a key, a token or personal data, for one API type."""
    facts = access_log_variables().get(protocol)
    if facts is None:
        return []
    wanted = {_plain(name) for name in personal}, {_plain(name) for name in secret}
    found = {name for name in variables(text) if facts.resolve(name) is not None and _is_secret(name, *wanted)}
    return sorted(found)


def _is_secret(name: str, personal: set[str], secret: set[str]) -> bool:
    if name == "$context.identity.apiKey":
        return True
    for prefix, words in ((_CLAIMS, personal | secret), (_AUTHORIZER, personal | secret), (_HEADERS, secret)):
        if name.startswith(prefix):
            return _plain(name.removeprefix(prefix)) in words
    return False


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


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


def proposed(field: str, protocol: str, authorization: Collection[str] = ()) -> str:
    """The variable that would record a field; `authorization` are the ways in which the routes know their callers."""
    if field == "caller" and protocol == REST and "AWS_IAM" not in authorization:
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
        found = [variable for kind, variable in _OF_AUTHORIZERS if kind in authorization]
        if found:
            return found[0]
    if field not in FIELDS:
        return f"$context.{field.removeprefix('$context.')}"
    names = FIELDS[field][1]
    return names.get(protocol, names[""])
