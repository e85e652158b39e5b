"""What a response that the gateway writes says to browsers of other origins.

Response headers are set by parameters (`method.response.header.Access-Control-Allow-Origin` = `'*'`), and in mapping
templates by `$context.responseOverride.header`, which `_templates` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.gateway import Api, Integration, Response
from ...model.value import Unknown
from ._templates import ANY, NAMED, REFLECTED, header_overrides

ORIGIN, CREDENTIALS = "access-control-allow-origin", "access-control-allow-credentials"

#: Origins as the CORS configuration of an HTTP API takes them: all, or all of a scheme.
_ANY_ORIGIN = r"(?i)^(?:[a-z][a-z0-9+.-]*://)?\*$"
#: Mapping expressions that hand the caller's own Origin header back, in lower case.
_REFLECTED = (
    "method.request.header.origin",
    "method.request.multivalueheader.origin",
    "integration.request.header.origin",
    "integration.request.multivalueheader.origin",
    "$request.header.origin",
)
_FROM_BACKEND = ("integration.response.", "$response.")
_FROM_STAGE = ("stagevariables.", "$stagevariables.")


def is_any_origin(origin: str) -> bool:
    """Whether an entry of an HTTP API's allowed origins stands for every origin, or every one of a scheme."""
    return re.match(_ANY_ORIGIN, origin.strip()) is not None


def origins(response: Response) -> list[str | Unknown]:
    """What the response may say in Access-Control-Allow-Origin: ANY, REFLECTED, NAMED or Unknown for each."""
    found = [_origin(value) for value in _parameters(response, ORIGIN)]
    for template in _templates(response):
        if isinstance(template, Unknown):
            found.append(template)
        else:
            found += [kind for name, _, kind in header_overrides(template) if name == ORIGIN]
    return found


def credentials(response: Response) -> bool | Unknown:
    """Whether it sends Access-Control-Allow-Credentials: true."""
    answers = [_allows(value) for value in _parameters(response, CREDENTIALS)]
    for template in _templates(response):
        if isinstance(template, Unknown):
            answers.append(template)
        else:
            answers += [_allows(value) for name, value, _ in header_overrides(template) if name == CREDENTIALS]
    if any(answer is True for answer in answers):
        return True
    return next((answer for answer in answers if isinstance(answer, Unknown)), False)


def written(api: Api) -> Iterator[Response]:
    """Every response that the gateway itself writes, each once."""
    integrations = {id(each): each for each in api.integrations}
    for route in api.routes:
        if isinstance(route.integration, Integration):
            integrations.setdefault(id(route.integration), route.integration)
    for integration in integrations.values():
        yield from integration.responses
    yield from api.gateway_responses


def _parameters(response: Response, header: str) -> Iterator[str | Unknown]:
    parameters = response.parameters
    if isinstance(parameters, Unknown):
        yield parameters
    elif isinstance(parameters, dict):
        for name, value in parameters.items():
            # method.response.header.X, gatewayresponse.header.X, overwrite:header.X
            if str(name).lower().rpartition("header.")[2] == header and value is not None:
                yield value


def _templates(response: Response) -> Iterator[str | Unknown]:
    templates = response.templates
    if isinstance(templates, Unknown):
        yield templates
    elif isinstance(templates, dict):
        yield from (text for text in templates.values() if isinstance(text, str | Unknown))


def _origin(expression: str | Unknown) -> str | Unknown:
    if isinstance(expression, Unknown):
        return expression
    text = str(expression).strip()
    if text.lower() in _REFLECTED:
        return REFLECTED
    if text.lower().startswith(_FROM_BACKEND):
        return Unknown("the backend chooses the allowed origin")
    if text.lower().startswith(_FROM_STAGE):
        return Unknown("a stage variable holds the allowed origin")
    return ANY if text.strip("'\" ") == "*" else NAMED


def _allows(expression: str | Unknown) -> bool | Unknown:
    if isinstance(expression, Unknown):
        return expression
    text = str(expression).strip()
    if text.lower().startswith(_FROM_BACKEND):
        return Unknown("the backend chooses whether credentials are allowed")
    if text.lower().startswith((*_FROM_STAGE, "$")):
        return Unknown("a variable holds whether credentials are allowed")
    return text.strip("'\" ").lower() == "true"
