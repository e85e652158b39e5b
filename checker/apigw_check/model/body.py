"""What an OpenAPI body says, before it is linked with the resources around it."""

from __future__ import annotations

from msgspec import Struct

from .iam import Policy, PolicyError
from .schemas import SchemaNode
from .value import Unknown


class BodyIntegration(Struct, frozen=True, eq=False):
    """An `x-amazon-apigateway-integration`; field names are those of `model.gateway.Integration`."""

    pointer: str
    type: str | Unknown | None
    uri: str | Unknown | None = None
    method: str | Unknown | None = None
    subtype: str | Unknown | None = None
    connection_type: str | Unknown | None = None
    connection_id: str | Unknown | None = None
    credentials: str | Unknown | None = None
    insecure_skip_verification: bool | Unknown | None = None
    server_name_to_verify: str | Unknown | None = None
    passthrough_behavior: str | Unknown | None = None
    request_templates: dict[str, str] | Unknown | None = None
    request_parameters: dict[str, str] | Unknown | None = None
    timeout_ms: int | Unknown | None = None
    cache_key_parameters: tuple[str, ...] | Unknown | None = None
    content_handling: str | Unknown | None = None
    #: Each response: (status or pattern, pointer, response parameters, response templates).
    responses: tuple[tuple[str | Unknown, str, dict[str, str] | Unknown, dict[str, str] | Unknown], ...] = ()
    payload_version: str | Unknown | None = None


class BodyAuthorizer(Struct, frozen=True, eq=False):
    """A security scheme with an `x-amazon-apigateway-authorizer`; names as in `model.gateway.Authorizer`."""

    pointer: str
    name: str
    type: str | Unknown | None
    ttl: int | Unknown | None = None
    identity_sources: tuple[str, ...] | Unknown | None = None
    identity_validation: str | Unknown | None = None
    uri: str | Unknown | None = None
    credentials: str | Unknown | None = None
    provider_arns: tuple[str, ...] | Unknown | None = None
    issuer: str | Unknown | None = None
    audience: tuple[str, ...] | Unknown | None = None
    payload_version: str | Unknown | None = None
    simple_responses: bool | Unknown | None = None


class BodyRoute(Struct, frozen=True, eq=False):
    """An operation.

    `method` is upper case, `ANY` for `x-amazon-apigateway-any-method`, Unknown where it is not known which operations
    a path has; `path` is as written. `authorization` is one of
    NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS, JWT as the gateway imports it; `authorizer` is the name of a
    `BodyAuthorizer` or None. `root_security` says that the operation states no `security` of its own while the
    document's root does. `security` are the names of the schemes that the operation itself states.
    """

    pointer: str
    method: str | Unknown
    path: str
    authorization: str | Unknown
    authorizer: str | Unknown | None = None
    api_key_required: bool | Unknown = False
    scopes: tuple[str, ...] | Unknown | None = None
    security: tuple[str, ...] = ()
    root_security: bool = False
    security_pointer: str = ""
    #: Schemes that it requires and the gateway does not check, with the pointer of each (of `security` if undefined).
    unenforced: tuple[tuple[str, str], ...] = ()
    integration: BodyIntegration | Unknown | None = None
    request_validator: str | Unknown | None = None
    #: (validate body, validate parameters) of the validator in force, where the document defines it.
    validates: tuple[bool | Unknown, bool | Unknown] | None = None
    request_models: dict[str, str] | Unknown | None = None
    #: By content type: the place of the schema of a request body, a key of `Body.schemas`.
    request_schemas: dict[str, str | Unknown] = {}
    request_parameters: dict[str, bool] | Unknown | None = None
    operation_name: str | Unknown | None = None


class BodySchema(Struct, frozen=True, eq=False):
    """The schema that stands at a place, with those inside it; `parts` are the places of those that it refers to."""

    nodes: tuple[SchemaNode, ...]
    parts: tuple[str, ...] = ()


class BodyValidator(Struct, frozen=True, eq=False):
    """An entry of `x-amazon-apigateway-request-validators`."""

    pointer: str
    name: str
    body: bool | Unknown | None = None
    parameters: bool | Unknown | None = None


class BodyScheme(Struct, frozen=True, eq=False):
    """A security scheme. `kind` is its type, `basic` for HTTP Basic; `flows` are those of OAuth 2."""

    pointer: str
    name: str
    kind: str
    flows: tuple[str, ...] = ()


class BodyServer(Struct, frozen=True, eq=False):
    """A URL of `servers` with its variables' defaults, or an entry of `schemes` (OpenAPI 2.0)."""

    pointer: str
    url: str | Unknown


class BodyGatewayResponse(Struct, frozen=True, eq=False):
    """An entry of `x-amazon-apigateway-gateway-responses`."""

    pointer: str
    response_type: str
    status_code: str | Unknown | None
    response_parameters: dict[str, str] | Unknown
    response_templates: dict[str, str] | Unknown


class BodyCors(Struct, frozen=True, eq=False):
    """`x-amazon-apigateway-cors` (HTTP APIs)."""

    pointer: str
    allow_origins: tuple[str, ...] | Unknown | None = None
    allow_methods: tuple[str, ...] | Unknown | None = None
    allow_headers: tuple[str, ...] | Unknown | None = None
    expose_headers: tuple[str, ...] | Unknown | None = None
    allow_credentials: bool | Unknown | None = None
    max_age: int | Unknown | None = None


class Body(Struct, frozen=True, eq=False):
    """A parsed OpenAPI document. `version` is `2.0` or `3.x`; `problems` are odd parts that were passed over.

    `unread` is set where it may have further routes, in a part that is unknown.
    """

    version: str
    title: str | Unknown | None
    routes: tuple[BodyRoute, ...]
    authorizers: tuple[BodyAuthorizer, ...]
    gateway_responses: tuple[BodyGatewayResponse, ...] = ()
    cors: BodyCors | Unknown | None = None
    policy: Policy | PolicyError | Unknown | None = None
    endpoint_types: tuple[str, ...] | None = None
    vpc_endpoint_ids: tuple[str, ...] | Unknown | None = None
    disable_execute_api_endpoint: bool | Unknown | None = None
    minimum_compression_size: int | Unknown | None = None
    binary_media_types: tuple[str, ...] | Unknown | None = None
    api_key_source: str | Unknown | None = None
    has_root_security: bool = False
    validators: tuple[BodyValidator, ...] = ()
    root_validator: str | Unknown | None = None
    schemes: tuple[BodyScheme, ...] = ()
    servers: tuple[BodyServer, ...] = ()
    schemas: dict[str, BodySchema] = {}
    problems: tuple[str, ...] = ()
    unread: Unknown | None = None


class BodyError(Struct, frozen=True, eq=False):
    """A body that is no OpenAPI document; `message` says what is wrong and where."""

    message: str
