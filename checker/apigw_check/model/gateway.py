"""The gateway model: what every rule is written against.

A field holds a plain value, `None` where the configuration does not set it, or `Unknown`. Names are those of the
service. Objects know their `origin`; `attributes` says under which attribute of its resource a field was given, where
the two differ. Lists of children are filled while linking and not changed afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct, field

from .body import BodyError
from .certificates import Certificate
from .delivery import Part
from .iam import Policy, PolicyError
from .identity import AppClient, UserPool
from .logs import AccountRole, Destination
from .origin import Origin
from .value import Unknown
from .waf import Override, Statement, Visibility, WafLogging

if TYPE_CHECKING:
    from .alarms import Metric
    from .functions import Target
    from .links import LoadBalancer, VpcLink
    from .plans import PlanStage
    from .roles import Role
    from .schemas import ApiDocument, Schema, Validator

REST, HTTP, WEBSOCKET = "REST", "HTTP", "WEBSOCKET"


class Subject(Struct, eq=False, kw_only=True):
    """What a rule can judge. `ambiguous` says that it may belong to another gateway instead, and why.

    `before` is the same thing as it was before the change, set where it was there (`model.change`).
    """

    origin: Origin
    ambiguous: str = ""
    before: Subject | None = None
    kind: ClassVar[str] = "subject"

    @property
    def name(self) -> str:
        """How the report calls it, such as `GET /orders` or `stage prod`."""
        return self.origin.address

    def __repr__(self) -> str:
        # Objects refer to each other: a generated text would print the whole estate.
        return f"<{type(self).__name__} {self.origin.key}>"


class Taggable(Subject, kw_only=True):
    """What has tags of its own. `tags` include those that the provider adds, `tags_unread` says why others may."""

    tags: dict[str, str | Unknown] | Unknown | None = None
    tags_unread: Unknown | None = None
    kind: ClassVar[str] = "taggable"


class MutualTls(Struct, eq=False, frozen=True):
    """Mutual TLS of a domain."""

    truststore_uri: str | Unknown | None = None
    truststore_version: str | Unknown | None = None


class Cors(Struct, eq=False, frozen=True):
    """CORS configuration of an HTTP API."""

    origin: Origin
    allow_origins: tuple[str, ...] | Unknown | None = None
    allow_methods: tuple[str, ...] | Unknown | None = None
    allow_headers: tuple[str, ...] | Unknown | None = None
    expose_headers: tuple[str, ...] | Unknown | None = None
    allow_credentials: bool | Unknown | None = None
    max_age: int | Unknown | None = None


class Response(Struct, eq=False, frozen=True):
    """A response that the gateway itself writes: an integration response or a gateway response.

    `parameters` maps the full target name (`method.response.header.X`, `gatewayresponse.header.X`) to its expression;
    `templates` maps content types to templates. `response_type` is set for gateway responses.
    """

    origin: Origin
    status_code: str | Unknown | None
    parameters: dict[str, str | Unknown] | Unknown | None = None
    templates: dict[str, str | Unknown] | Unknown | None = None
    response_type: str | Unknown | None = None


class Api(Taggable):
    """A REST, HTTP or WebSocket API.

    `protocol` is REST, HTTP or WEBSOCKET, or unknown for an API that is defined elsewhere (`external`).
    `unread` is set where routes exist that cannot be seen (a body known only after apply, or defined elsewhere).
    `policies` are the places that give it a resource policy; `policies_unread` is set where there may be others.
    `put_mode` is how a body is imported. `resources` counts the path resources, `resources_maybe` those that may be
    its own.
    """

    protocol: str | Unknown
    api_name: str | Unknown | None = None
    #: None where the API is yet to be made.
    api_id: str | Unknown | None = None
    external: bool = False
    endpoint_types: tuple[str, ...] | Unknown | None = None
    vpc_endpoint_ids: tuple[str, ...] | Unknown | None = None
    disable_execute_api_endpoint: bool | Unknown | None = None
    policy: Policy | PolicyError | Unknown | None = None
    policy_origin: Origin | None = None
    cors: Cors | Unknown | None = None
    body_error: BodyError | None = None
    unread: Unknown | None = None
    has_body: bool = False
    #: What its OpenAPI body states beside routes; None without one that can be read.
    document: ApiDocument | None = None
    minimum_compression_size: int | str | Unknown | None = None
    binary_media_types: tuple[str, ...] | Unknown | None = None
    api_key_source: str | Unknown | None = None
    routes: list[Route] = field(default_factory=list)
    authorizers: list[Authorizer] = field(default_factory=list)
    integrations: list[Integration] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    deployments: list[Deployment] = field(default_factory=list)
    mappings: list[Mapping] = field(default_factory=list)
    gateway_responses: list[Response] = field(default_factory=list)
    policies: list[Origin] = field(default_factory=list)
    put_mode: str | Unknown | None = None
    fail_on_warnings: bool | Unknown | None = None
    policies_unread: Unknown | None = None
    resources: int = 0
    resources_maybe: int = 0
    changed: bool = False
    kind: ClassVar[str] = "api"

    @property
    def name(self) -> str:
        """`api NAME`."""
        label = self.api_name if isinstance(self.api_name, str) else self.origin.address or "(elsewhere)"
        return f"api {label}"

    @property
    def is_private(self) -> bool | Unknown:
        """Whether its endpoint type is PRIVATE; HTTP and WebSocket APIs never are."""
        if isinstance(self.protocol, str) and self.protocol != REST:
            return False
        if isinstance(self.endpoint_types, Unknown):
            return self.endpoint_types
        return self.endpoint_types is not None and "PRIVATE" in self.endpoint_types


class Authorizer(Subject):
    """An authorizer. `type` is TOKEN, REQUEST, COGNITO_USER_POOLS or JWT; `ttl` is in seconds."""

    api: Api
    authorizer_name: str | Unknown | None
    type: str | Unknown | None
    ttl: int | Unknown | None = None
    identity_sources: tuple[str, ...] | Unknown | None = None
    identity_validation: str | Unknown | None = None
    uri: str | Unknown | None = None
    credentials: str | Unknown | None = None
    #: What a Lambda authorizer invokes.
    function: Target | Unknown | None = None
    provider_arns: tuple[str | Unknown, ...] | Unknown | None = None
    issuer: str | Unknown | None = None
    audience: tuple[str | Unknown, ...] | Unknown | None = None
    payload_version: str | Unknown | None = None
    simple_responses: bool | Unknown | None = None
    #: The routes that authorize by it; `routes_unread` is set where further routes may.
    routes: list[Route] = field(default_factory=list)
    routes_unread: Unknown | None = None
    #: The user pools whose tokens it takes, and their app clients; `pools_unread` is set where there may be others.
    user_pools: list[UserPool] = field(default_factory=list)
    app_clients: list[AppClient] = field(default_factory=list)
    pools_unread: Unknown | None = None
    clients_unread: Unknown | None = None
    kind: ClassVar[str] = "authorizer"

    @property
    def name(self) -> str:
        """`authorizer NAME`."""
        label = self.authorizer_name if isinstance(self.authorizer_name, str) else self.origin.address
        return f"authorizer {label}"


class Integration(Subject):
    """A backend of routes.

    `type` is AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK. `service` is the AWS service that it calls (`lambda`,
    `dynamodb`, `sqs`, ...), None for HTTP and MOCK. `method` is the method used towards the backend.
    """

    api: Api
    type: str | Unknown | None
    uri: str | Unknown | None = None
    service: str | Unknown | None = None
    method: str | Unknown | None = None
    subtype: str | Unknown | None = None
    connection_type: str | Unknown | None = None
    connection_id: str | Unknown | None = None
    credentials: str | Unknown | None = None
    insecure_skip_verification: bool | Unknown | None = None
    server_name_to_verify: str | Unknown | None = None
    passthrough_behavior: str | Unknown | None = None
    request_templates: dict[str, str | Unknown] | Unknown | None = None
    request_parameters: dict[str, str | Unknown] | Unknown | None = None
    timeout_ms: int | Unknown | None = None
    cache_key_parameters: tuple[str, ...] | Unknown | None = None
    content_handling: str | Unknown | None = None
    responses: list[Response] = field(default_factory=list)
    routes: list[Route] = field(default_factory=list)
    #: Address of the function that the URI refers to, where a reference says so.
    function_address: str = ""
    #: The function that it invokes, the role that it assumes (several: one of these), what stands behind its VPC link.
    function: Target | Unknown | None = None
    roles: tuple[Role, ...] | Unknown | None = None
    vpc_link: VpcLink | Unknown | None = None
    balancers: tuple[LoadBalancer | Unknown, ...] | Unknown = ()
    #: The protocol of the load balancer's listener that a private integration leads to (`HTTPS`, `TLS`, `HTTP`, ...).
    listener: str | Unknown | None = None
    #: Whether an HTTP API's integration has TLS settings at all.
    has_tls: bool = False
    #: What it calls, together with all integrations that call the same; None for MOCK and services of AWS.
    backend: Backend | None = None
    kind: ClassVar[str] = "integration"

    @property
    def name(self) -> str:
        """`integration of GET /orders`, or by its address where no route uses it."""
        if len(self.routes) == 1:
            return f"integration of {self.routes[0].name}"
        if self.routes:
            return f"integration of {self.routes[0].name} and {len(self.routes) - 1} more"
        return f"integration {self.origin.address}"


class Backend(Struct, eq=False):
    """A function, URL or private endpoint, and every integration that calls it.

    `kind` is `function`, `url` or `private`. A backend without `label` stands for those of its kind (of any kind, where
    `kind` is empty) of which is not known what they call; `maybe` are the backends that may be the same one.
    """

    kind: str
    label: str = ""
    integrations: list[Integration] = field(default_factory=list)
    maybe: list[Backend] = field(default_factory=list)
    #: Results that are worked out once for a backend.
    memo: dict[str, Any] = field(default_factory=dict)


class Route(Subject):
    """A REST method, an HTTP or WebSocket route, or an OpenAPI operation.

    `method` is an HTTP method or ANY (None for WebSocket routes); `path` starts with a slash; `route_key` is the key
    of an HTTP or WebSocket route (`GET /orders`, `$default`, `$connect`). `authorization` is NONE, AWS_IAM, CUSTOM,
    COGNITO_USER_POOLS or JWT. `authorizer` is the linked authorizer, Unknown where one is given but cannot be followed
    and None where none is given. `paths` are the possible paths where the link to the path is not decided.
    """

    api: Api
    method: str | Unknown | None
    path: str | Unknown | None
    authorization: str | Unknown | None
    route_key: str | Unknown | None = None
    authorizer: Authorizer | Unknown | None = None
    api_key_required: bool | Unknown | None = None
    scopes: tuple[str, ...] | Unknown | None = None
    integration: Integration | Unknown | None = None
    request_validator: str | Unknown | None = None
    validator: Validator | Unknown | None = None
    validates_body: bool | Unknown | None = None
    validates_parameters: bool | Unknown | None = None
    request_models: dict[str, str | Unknown] | Unknown | None = None
    #: By content type, for the models that are in the input.
    request_schemas: dict[str, Schema | Unknown] = field(default_factory=dict)
    request_parameters: dict[str, bool | Unknown] | Unknown | None = None
    security: tuple[str, ...] = ()
    #: Where its security is stated, of a route in a body.
    security_origin: Origin | None = None
    root_security: bool = False
    #: The schemes that an operation requires and the gateway does not check, with their definitions in the body.
    unenforced: dict[str, Origin] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    kind: ClassVar[str] = "route"

    @property
    def name(self) -> str:
        """`GET /orders`, or the route key."""
        if self.method is None:
            return str(self.route_key)
        method = self.method if isinstance(self.method, str) else "?"
        if isinstance(self.path, str):
            default = isinstance(self.route_key, str) and self.route_key == "$default"
            return "$default" if default else f"{method} {self.path}"
        if self.paths:
            shown = " or ".join(self.paths[:3])
            return f"{method} {shown}{' or ...' if len(self.paths) > 3 else ''}"
        return f"{method} {self.path}"

    @property
    def is_preflight(self) -> bool | Unknown:
        """Whether it answers CORS preflights from the gateway itself: OPTIONS with a MOCK integration."""
        if isinstance(self.method, Unknown):
            return self.method
        if self.method != "OPTIONS":
            return False
        if isinstance(self.integration, Unknown):
            return self.integration
        if self.integration is None:
            return False
        kind = self.integration.type
        return kind if isinstance(kind, Unknown) else kind == "MOCK"

    @property
    def is_catch_all(self) -> bool | Unknown:
        """Whether it takes what no other route takes: a greedy path (`{proxy+}`) or `$default` of an HTTP API."""
        if isinstance(self.route_key, str) and self.route_key == "$default":
            return True
        if isinstance(self.path, Unknown):
            if self.paths:
                greedy = {path.rstrip("/").endswith("+}") for path in self.paths}
                if len(greedy) == 1:
                    return greedy.pop()
            return self.path
        return self.path is not None and self.path.rstrip("/").endswith("+}")


class Setting(Struct, eq=False, frozen=True):
    """Settings of a stage for the routes that `scope` names.

    REST: a method path (`*/*`, `orders/GET`), as `aws_api_gateway_method_settings` has it. HTTP and WebSocket: `*` for
    the default route settings, else a route key. Rates are requests a second, `cache_ttl` is in seconds.
    """

    origin: Origin
    scope: str | Unknown
    throttling_rate: float | Unknown | None = None
    throttling_burst: int | Unknown | None = None
    logging_level: str | Unknown | None = None
    data_trace: bool | Unknown | None = None
    metrics: bool | Unknown | None = None
    caching: bool | Unknown | None = None
    cache_ttl: int | Unknown | None = None
    cache_encrypted: bool | Unknown | None = None
    cache_requires_authorization: bool | Unknown | None = None
    cache_unauthorized_strategy: str | Unknown | None = None


class Stage(Taggable):
    """A stage. `access_log_destination` is None where access logging is off.

    `settings_unread` is set where settings exist whose place cannot be told. `web_acls` are those associated with the
    stage; `web_acl` is Unknown where an association may be meant for it. `deployment` is what it serves: linked,
    Unknown where it cannot be followed, None where none is given.
    """

    api: Api
    stage_name: str | Unknown | None
    access_log_destination: str | Unknown | None = None
    access_log_format: str | Unknown | None = None
    cache_cluster_enabled: bool | Unknown | None = None
    cache_cluster_size: str | Unknown | None = None
    client_certificate: str | Unknown | None = None
    tracing: bool | Unknown | None = None
    auto_deploy: bool | Unknown | None = None
    has_canary: bool | Unknown | None = None
    variables: dict[str, str | Unknown] | Unknown | None = None
    #: The variables that a canary of the stage sets in their place.
    canary_variables: dict[str, str | Unknown] | Unknown | None = None
    deployment: Deployment | Unknown | None = None
    settings: list[Setting] = field(default_factory=list)
    settings_unread: Unknown | None = None
    web_acls: list[WebAcl] = field(default_factory=list)
    web_acl_unread: Unknown | None = None
    #: The places in usage plans that name the stage; `plans_unread` is set where plans that are not in sight may.
    plans: list[PlanStage] = field(default_factory=list)
    plans_unread: Unknown | None = None
    #: What the access log's destination is, Unknown where it cannot be told.
    access_log: Destination | Unknown | None = None
    #: The log group of the execution logs where the input has it, and those that may be it.
    execution_log: Destination | None = None
    execution_log_candidates: list[Destination] = field(default_factory=list)
    #: The account's role for execution logs: None where the input has none.
    account_role: AccountRole | Unknown | None = None
    #: The metrics of this stage, or of its API as a whole, that alarms watch; `alarms_unread`: others may, too.
    alarms: list[Metric] = field(default_factory=list)
    alarms_unread: Unknown | None = None
    #: Whether the input has alarms on API Gateway at all.
    has_alarms: bool = False
    #: Set where the stage is made by something that says nothing of its settings (a deployment's `stage_name`).
    implicit: bool = False
    #: Results that are worked out once for a stage (see `effective`).
    memo: dict[str, Any] = field(default_factory=dict)
    kind: ClassVar[str] = "stage"

    @property
    def name(self) -> str:
        """`stage NAME`."""
        label = self.stage_name if isinstance(self.stage_name, str) else self.origin.address
        return f"stage {label}"


class Deployment(Subject):
    """A deployment.

    `replace_triggered_by` says whether its lifecycle has that argument; Unknown where the sources are not at hand.
    `created_first`: whether a replacement is made before the old one is destroyed. `parts` are what it publishes.
    """

    api: Api
    triggers: dict[str, str | Unknown] | Unknown | None = None
    stage_name: str | Unknown | None = None
    replace_triggered_by: bool | Unknown | None = None
    auto: bool = False
    created_first: bool | Unknown | None = None
    parts: list[Part] = field(default_factory=list)
    kind: ClassVar[str] = "deployment"

    @property
    def name(self) -> str:
        """`deployment ADDRESS`."""
        return f"deployment {self.origin.address}"


class Mapping(Struct, eq=False):
    """A base path or API mapping: a path of a domain that leads to an API, and to one stage or to all of them."""

    origin: Origin
    domain: Domain | Unknown | None
    api: Api | Unknown | None
    stage: Stage | Unknown | None
    stage_name: str | Unknown | None
    base_path: str | Unknown | None


class Domain(Taggable):
    """A custom domain. `family` is `v1` (aws_api_gateway_domain_name) or `v2` (aws_apigatewayv2_domain_name)."""

    family: str
    domain_name: str | Unknown | None
    security_policy: str | Unknown | None = None
    endpoint_types: tuple[str, ...] | Unknown | None = None
    mutual_tls: MutualTls | Unknown | None = None
    certificate: str | Unknown | None = None
    external: bool = False
    mappings: list[Mapping] = field(default_factory=list)
    mappings_unread: Unknown | None = None
    endpoint_access_mode: str | Unknown | None = None
    routing_mode: str | Unknown | None = None
    policy: str | Unknown | None = None
    ownership_certificate: str | Unknown | None = None
    #: The certificate itself: None where none is named, Unknown where it is not in the input.
    acm: Certificate | Unknown | None = None
    #: The host names that the service gave it, for DNS records to lead to; empty where they are not known yet.
    targets: tuple[str, ...] = ()
    #: Whether the input has APIs that could be mapped to it.
    has_neighbours: bool = False
    kind: ClassVar[str] = "domain"

    @property
    def name(self) -> str:
        """`domain NAME`."""
        label = self.domain_name if isinstance(self.domain_name, str) else self.origin.address
        return f"domain {label}"


class WafRule(Struct, eq=False, frozen=True):
    """A rule of a web ACL or rule group.

    `action` is allow, block, count, captcha or challenge (None for rule groups, which bring their own); `override` is
    `none` or `count` for groups. `statement` is the name of its outermost statement (`rate_based_statement`, ...);
    `rate_limit` is set where that is a rate limit, per `rate_window` seconds. `group` is the rule group that it
    brings in: a list of rules, or Unknown where the group is not in the input. `managed_group` is the name of a managed
    rule group of `vendor`. `overrides` give rules of either kind of group another action. `what` is the statement, with
    all that is inside it.
    """

    rule_name: str | Unknown | None
    statement: str | Unknown | None
    action: str | Unknown | None
    override: str | Unknown | None = None
    rate_limit: int | Unknown | None = None
    rate_window: int | Unknown | None = None
    group: tuple[WafRule, ...] | Unknown | None = None
    managed_group: str | Unknown | None = None
    index: int = -1
    origin: Origin | None = None
    priority: int | Unknown | None = None
    vendor: str | Unknown | None = None
    overrides: tuple[Override, ...] | Unknown = ()
    what: Statement | Unknown | None = None
    visibility: Visibility | Unknown | None = None


class Association(Struct, eq=False):
    """The association of a web ACL with a resource.

    `target` is the linked stage, Unknown where it cannot be followed and None where it is no stage in the input;
    `target_type` is `rest_stage`, `http_stage`, `other` or Unknown.
    """

    origin: Origin
    web_acl: WebAcl | Unknown | None
    target: Stage | Unknown | None
    target_type: str | Unknown


class WebAcl(Subject):
    """A web ACL. `generation` is `v2` or `classic`; `scope` is REGIONAL or CLOUDFRONT.

    `body_limit` is how many bytes of a request's body to an API are looked at. `protected` are the parts of requests
    that its data protection keeps out of all records, named as in `WafLogging.redacted`. `logging_unread` is set where
    a logging configuration may be meant for it.
    """

    acl_name: str | Unknown | None
    scope: str | Unknown | None = None
    default_action: str | Unknown | None = None
    rules: tuple[WafRule, ...] | Unknown = ()
    generation: str = "v2"
    external: bool = False
    associations: list[Association] = field(default_factory=list)
    visibility: Visibility | Unknown | None = None
    body_limit: int | Unknown = 16384
    protected: frozenset[str] | Unknown = frozenset()
    logging: list[WafLogging] = field(default_factory=list)
    logging_unread: Unknown | None = None
    kind: ClassVar[str] = "web_acl"

    @property
    def name(self) -> str:
        """`web ACL NAME`."""
        label = self.acl_name if isinstance(self.acl_name, str) else self.origin.address
        return f"web ACL {label}"


class Permission(Subject):
    """A statement of a Lambda function's policy (`aws_lambda_permission`)."""

    principal: str | Unknown | None
    action: str | Unknown | None
    function_name: str | Unknown | None
    source_arn: str | Unknown | None
    source_account: str | Unknown | None = None
    organization: str | Unknown | None = None
    event_token: str | Unknown | None = None
    #: AWS_IAM or NONE where the statement is about calls through a function URL of that kind.
    url_authorization: str | Unknown | None = None
    #: The alias or version that the statement is about, and the address of the alias.
    qualifier: str | Unknown | None = None
    alias: str = ""
    #: Address of the function, where a reference says so.
    function_address: str = ""
    #: Addresses of the APIs (and of single authorizers) that the source ARN's expression refers to; `source_unread`
    #: says that it may mean others.
    api_addresses: tuple[str, ...] = ()
    authorizer_addresses: tuple[str, ...] = ()
    source_unread: bool = False
    integrations: list[Integration] = field(default_factory=list)
    kind: ClassVar[str] = "permission"

    @property
    def name(self) -> str:
        """`permission ADDRESS`."""
        return f"permission {self.origin.address}"


class Enumerated(Subject):
    """A resource with arguments that take one of a set of values.

    `refused` are (argument, value, the values that are accepted), `unknown` are (argument, why its value is not known).
    """

    refused: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    unknown: tuple[tuple[str, Unknown], ...] = ()
    kind: ClassVar[str] = "resource"


class IdentityPool(Subject):
    """A Cognito identity pool: credentials of AWS for signed-in users and, where `allows_guests`, for anybody.

    `guest_roles` is the role that guests get, or those that it may be: empty where they get none, None where the input
    does not say. `apis` are those of the same input.
    """

    pool_name: str | Unknown | None
    allows_guests: bool | Unknown | None = None
    guest_roles: tuple[Any, ...] | Unknown | None = None
    apis: list[Api] = field(default_factory=list)
    kind: ClassVar[str] = "identity_pool"

    @property
    def name(self) -> str:
        """`identity pool NAME`."""
        label = self.pool_name if isinstance(self.pool_name, str) else self.origin.address
        return f"identity pool {label}"
