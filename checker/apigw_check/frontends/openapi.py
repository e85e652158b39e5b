"""OpenAPI bodies: what `aws_api_gateway_rest_api.body` and `aws_apigatewayv2_api.body` make of an API.

OpenAPI 2.0 (Swagger), 3.0 and 3.1, as JSON or YAML, with the extensions of
https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
The endpoint type is not among them: an import never changes it.
"""

from __future__ import annotations

from typing import Any

from ..model.body import Body, BodyCors, BodyError, BodyGatewayResponse
from ..model.holes import PartlyKnown
from ..model.iam import Policy, PolicyError, parse_policy
from ..model.json_text import kind_of
from ..model.value import UndecidedError, Unknown, known
from .openapi_document import Document, Object, given_or_empty, printable, shown
from .openapi_routes import Routes
from .openapi_schemas import Schemas, security_schemes, servers, validators
from .openapi_security import Security
from .openapi_text import TextError, read_holed, read_text, template_hint

_CORS, _POLICY = "x-amazon-apigateway-cors", "x-amazon-apigateway-policy"
_ENDPOINT = "x-amazon-apigateway-endpoint-configuration"
_RESPONSES = "x-amazon-apigateway-gateway-responses"


def parse_body(text: str | PartlyKnown, protocol: str) -> Body | BodyError | Unknown:
    """Reads the body of an API; `protocol` is REST or HTTP.

    Never raises: a text that is no OpenAPI document gives a `BodyError`, odd parts of one are passed over and noted in
    `problems`. Pointers lead to where a thing stands once references are followed; operations behind a path item that
    several paths refer to share theirs. Of a text with holes, what a hole is in is `Unknown`; `Unknown` comes of the
    whole where what fills the holes may make another document of it.
    """
    if isinstance(text, str):
        try:
            return _read(*read_text(text), text, protocol)
        except TextError as error:
            return BodyError(printable(f"the body cannot be read: {error}"))
    try:
        found = _read(*read_holed(text), text.marked().text, protocol)
    except UndecidedError as error:
        return error.unknown
    except TextError:
        return text
    # What is no document, or an odd one, may be another one when the holes are filled.
    return text if isinstance(found, BodyError) else found


def _read(root: Any, remarks: list[str], text: str, protocol: str) -> Body | BodyError:
    root = known(root)
    if not isinstance(root, dict):
        return BodyError(f"the body is no OpenAPI document: it is {kind_of(root)}, not an object{template_hint(text)}")
    document = Document(root, protocol, len(text), [printable(remark) for remark in remarks[:100]])
    version = _version(document)
    if isinstance(version, BodyError):
        return version
    if "paths" not in root:
        return BodyError("the body is no OpenAPI document: it has no `paths` at its top level")
    paths, _ = document.object(root, "paths", "")
    security = Security(document)
    schemas = Schemas(document)
    reader = Routes(document, security, schemas)
    routes = tuple(reader.read(paths))
    info, info_pointer = document.object(root, "info", "")
    endpoint, endpoint_pointer = _endpoint(document)
    return Body(
        version=version,
        title=document.text(info, "title", info_pointer),
        routes=routes,
        authorizers=security.authorizers,
        gateway_responses=_gateway_responses(document),
        cors=_cors(document),
        policy=_policy(document),
        vpc_endpoint_ids=document.texts(endpoint, "vpcEndpointIds", endpoint_pointer),
        disable_execute_api_endpoint=document.flag(endpoint, "disableExecuteApiEndpoint", endpoint_pointer),
        minimum_compression_size=document.whole(root, "x-amazon-apigateway-minimum-compression-size", ""),
        binary_media_types=document.texts(root, "x-amazon-apigateway-binary-media-types", ""),
        api_key_source=document.word(root, "x-amazon-apigateway-api-key-source", ""),
        has_root_security=security.has_root,
        validators=tuple(validators(document)),
        root_validator=reader.root_validator,
        schemes=tuple(security_schemes(document)),
        servers=tuple(servers(document)),
        schemas=schemas.found,
        unread=reader.unread,
        problems=tuple(document.problems),
    )


def _version(document: Document) -> str | BodyError:
    name = "swagger" if document.is_swagger else "openapi"
    if name not in document.root:
        return BodyError("the body is no OpenAPI document: it has neither `openapi` nor `swagger` at its top level")
    value = known(document.root[name])
    version = str(value) if isinstance(value, str | int | float) else ""
    if not version.startswith("2" if document.is_swagger else "3"):
        found = shown(version) if version else kind_of(value)
        return BodyError(f"the body's {name} version is {printable(found)}; 2.0 (swagger) and 3.x (openapi) are known")
    if document.is_swagger and not document.is_rest:
        document.note("/swagger", "an HTTP API is made from OpenAPI 3.0 only: its import fails")
    return version


def _endpoint(document: Document) -> tuple[Object, str]:
    """The endpoint configuration: at the top in Swagger, in a server object in OpenAPI 3."""
    if not document.is_swagger:
        for index, server in enumerate(document.items(document.root, "servers", "")):
            if isinstance(known(server), dict) and _ENDPOINT in server:
                return document.object(server, _ENDPOINT, f"/servers/{index}")
        if _ENDPOINT in document.root:
            document.note("", f"{_ENDPOINT} has no effect here: OpenAPI 3 has it in an object of `servers`")
        return {}, ""
    return document.object(document.root, _ENDPOINT, "")


def _policy(document: Document) -> Policy | PolicyError | Unknown | None:
    found = document.root.get(_POLICY)
    if found is None:
        return None
    if not document.is_rest:
        document.note(f"/{_POLICY}", "an HTTP API has no resource policy")
        return None
    try:
        found, place = document.follow(found, f"/{_POLICY}")
        if isinstance(found, dict | str):
            return parse_policy(found, pointer=place)
    except UndecidedError as error:
        return error.unknown
    return PolicyError(f"the policy is {kind_of(found)}, not an object")


def _gateway_responses(document: Document) -> tuple[BodyGatewayResponse, ...]:
    found, pointer = document.object(document.root, _RESPONSES, "")
    if found and not document.is_rest:
        document.note(f"/{_RESPONSES}", "an HTTP API has no gateway responses")
        return ()
    responses = []
    for name in found:
        response, place = document.object(found, name, pointer)
        responses.append(
            BodyGatewayResponse(
                pointer=place,
                response_type=name,
                status_code=document.text(response, "statusCode", place),
                response_parameters=given_or_empty(document.mapping(response, "responseParameters", place)),
                response_templates=given_or_empty(document.mapping(response, "responseTemplates", place)),
            )
        )
    return tuple(responses)


def _cors(document: Document) -> BodyCors | Unknown | None:
    if document.root.get(_CORS) is None:
        return None
    if document.is_rest:
        document.note(f"/{_CORS}", "it has no effect on a REST API")
        return None
    try:
        found, pointer = document.object(document.root, _CORS, "")
    except UndecidedError as error:
        return error.unknown
    return BodyCors(
        pointer=pointer,
        allow_origins=document.texts(found, "allowOrigins", pointer),
        allow_methods=document.texts(found, "allowMethods", pointer),
        allow_headers=document.texts(found, "allowHeaders", pointer),
        expose_headers=document.texts(found, "exposeHeaders", pointer),
        allow_credentials=document.flag(found, "allowCredentials", pointer),
        max_age=document.whole(found, "maxAge", pointer),
    )
