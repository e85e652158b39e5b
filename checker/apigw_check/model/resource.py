"""Resources as frontends give them to the linker: values, unknowns, references.

Attribute names are those of the Terraform provider, whatever the input is.
"""

from __future__ import annotations

from typing import Any, Protocol

from msgspec import Struct

from .holes import PartlyKnown
from .origin import Origin
from .value import Unknown

#: Attributes that are optional and computed: an unknown that stands there may be the provider's own, where the caller's
#: expression gives null (`terraform providers schema -json`, hashicorp/aws 5.100). Of any other attribute it is the
#: caller's, even where all that its expression refers to is known (`timestamp()`, `uuid()`).
_COMPUTED = {
    "aws_acm_certificate": frozenset({"key_algorithm", "options"}),
    "aws_alb": frozenset({"internal", "name", "name_prefix"}),
    "aws_api_gateway_api_key": frozenset({"value"}),
    "aws_api_gateway_account": frozenset({"cloudwatch_role_arn"}),
    "aws_api_gateway_domain_name": frozenset(
        {
            "endpoint_access_mode",
            "endpoint_configuration",
            "ownership_verification_certificate_arn",
            "routing_mode",
            "security_policy",
        }
    ),
    "aws_api_gateway_integration": frozenset({"cache_namespace", "passthrough_behavior"}),
    "aws_api_gateway_method_settings": frozenset(
        {
            "cache_data_encrypted",
            "cache_ttl_in_seconds",
            "caching_enabled",
            "data_trace_enabled",
            "logging_level",
            "metrics_enabled",
            "require_authorization_for_cache_control",
            "unauthorized_cache_control_header_strategy",
        }
    ),
    "aws_api_gateway_rest_api": frozenset(
        {
            "api_key_source",
            "binary_media_types",
            "description",
            "disable_execute_api_endpoint",
            "endpoint_configuration",
            "minimum_compression_size",
            "policy",
            "vpc_endpoint_ids",
        }
    ),
    "aws_apigatewayv2_authorizer": frozenset({"authorizer_result_ttl_in_seconds"}),
    "aws_apigatewayv2_domain_name": frozenset({"ownership_verification_certificate_arn", "routing_mode"}),
    "aws_apigatewayv2_integration": frozenset({"timeout_milliseconds"}),
    "aws_apigatewayv2_stage": frozenset({"deployment_id", "logging_level"}),
    "aws_cloudwatch_log_group": frozenset({"name", "name_prefix"}),
    "aws_cognito_user_pool": frozenset({"password_policy"}),
    "aws_cognito_user_pool_client": frozenset(
        {"allowed_oauth_flows", "enable_token_revocation", "explicit_auth_flows", "prevent_user_existence_errors"}
    ),
    "aws_iam_group_policy": frozenset({"name", "name_prefix"}),
    "aws_iam_policy": frozenset({"name", "name_prefix"}),
    "aws_iam_role": frozenset({"inline_policy", "managed_policy_arns", "name", "name_prefix"}),
    "aws_iam_role_policy": frozenset({"name", "name_prefix"}),
    "aws_iam_user_policy": frozenset({"name", "name_prefix"}),
    "aws_lb": frozenset({"internal", "name", "name_prefix"}),
    "aws_vpc_endpoint": frozenset({"policy"}),
    "aws_vpc_endpoint_policy": frozenset({"policy"}),
    "aws_wafv2_rule_group": frozenset({"name", "name_prefix"}),
    "aws_wafv2_web_acl": frozenset({"name", "name_prefix"}),
}
#: What the attributes that are read hold, where that is no text (same source).
_LISTS = frozenset(
    {
        "alarm_actions",
        "allow_headers",
        "allow_methods",
        "allow_origins",
        "allowed_oauth_flows",
        "audience",
        "authorization_scopes",
        "binary_media_types",
        "cache_key_parameters",
        "explicit_auth_flows",
        "expose_headers",
        "field_keys",
        "identity_sources",
        "log_destination_configs",
        "managed_policy_arns",
        "provider_arns",
        "records",
        "roles",
        "target_arns",
        "types",
        "vpc_endpoint_ids",
    }
)
_MAPS = frozenset(
    {
        "tags",
        "tags_all",
        "dimensions",
        "request_models",
        "request_parameters",
        "request_templates",
        "response_parameters",
        "response_templates",
        "stage_variable_overrides",
        "stage_variables",
        "triggers",
        "variables",
    }
)
_NUMBERS = frozenset(
    {
        "authorizer_result_ttl_in_seconds",
        "burst_limit",
        "cache_ttl_in_seconds",
        "evaluation_window_sec",
        "limit",
        "max_age",
        "minimum_length",
        "rate_limit",
        "priority",
        "retention_in_days",
        "size",
        "throttling_burst_limit",
        "throttling_rate_limit",
        "timeout",
        "timeout_milliseconds",
    }
)
_FLAGS = frozenset(
    {
        "fail_on_warnings",
        "actions_enabled",
        "allow_credentials",
        "allow_unauthenticated_identities",
        "api_key_required",
        "auto_deploy",
        "cache_cluster_enabled",
        "cache_data_encrypted",
        "caching_enabled",
        "cloudwatch_metrics_enabled",
        "data_trace_enabled",
        "detailed_metrics_enabled",
        "disable_execute_api_endpoint",
        "enable_simple_responses",
        "enable_token_revocation",
        "enabled",
        "insecure_skip_verification",
        "internal",
        "metrics_enabled",
        "require_authorization_for_cache_control",
        "sampled_requests_enabled",
        "validate_request_body",
        "validate_request_parameters",
        "xray_tracing_enabled",
    }
)
_NO_TEXTS: dict[str, PartlyKnown] = {}
#: Documents in a plan are not nested deeper than this; what is, is not taken apart.
_DEEPEST = 100


class View:
    """A block of a resource: its values, which of them are unknown, and the expressions that the caller wrote.

    `unknown` has the shape of `values` with `True`, or the reason, where a value is unknown. `expressions` is None
    where it cannot be told what the caller wrote (a dynamic block, an input without configuration). `owner` is the
    resource.
    """

    __slots__ = ("expressions", "owner", "unknown", "values")

    def __init__(
        self, values: dict[str, Any], unknown: Any, expressions: dict[str, Any] | None, owner: Resource | None
    ) -> None:
        self.values = values
        self.unknown = unknown if unknown is True or isinstance(unknown, dict) else isinstance(unknown, str) or {}
        self.expressions = expressions
        self.owner = owner

    def get(self, name: str) -> Any:
        """The attribute: plain, None where it is not set, or Unknown (nested values too).

        An unknown that the caller did not write is what the provider or the service will choose: None. An empty text is
        what the provider's state has for an argument that is not set, and what the provider takes for one: None.
        """
        unknown = self.unknown
        if unknown is True:
            return Unknown()
        mark = unknown.get(name) if unknown else None
        if not mark:
            return self._typed(name, self.values.get(name))
        if mark is True:
            return Unknown(references=self.references(name)) if self._is_written(name) else None
        if isinstance(mark, str):
            return Unknown(mark, self.references(name))
        return self._typed(name, _merge(self.values.get(name), mark))

    def _typed(self, name: str, value: Any) -> Any:
        """The value, if it is what an attribute of that name holds; data sources may hold anything."""
        if value is None or (isinstance(value, str) and not value):
            return None
        if self.owner is not None and self.owner.type.startswith("data."):
            return value
        if name in _LISTS:
            fits = isinstance(value, list) and all(isinstance(item, str | Unknown) for item in value)
        elif name in _MAPS:
            fits = isinstance(value, dict) and all(isinstance(v, str | bool | Unknown | None) for v in value.values())
        elif name in _NUMBERS:
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        else:
            fits = isinstance(value, bool if name in _FLAGS else str)
        return value if fits else Unknown("the input gives it a value of another type")

    def written(self, name: str) -> Any:
        """Like `get`, but None for a provider's default that the caller did not write."""
        if self.expressions is not None and name not in self.expressions:
            return None
        return self.get(name)

    def _is_written(self, name: str) -> bool:
        """Whether the caller gives the attribute a value other than null; True where that cannot be told."""
        if name in self.values and self.values[name] is None:
            return False  # a folder says so of what is written as null; a plan leaves out what is unknown
        if self.expressions is None:
            return True
        expression = self.expressions.get(name)
        if expression is None:
            return False
        if not isinstance(expression, dict):
            return True
        references = self.references(name)
        if not references:
            return "constant_value" not in expression or expression["constant_value"] is not None
        # An expression of known values whose result is unknown is null, and what the provider computes instead.
        owner = self.owner
        if owner is None or name not in _COMPUTED.get(owner.type, ()):
            return True
        return not owner.source.settled(owner, references)

    def _has_unknown_blocks(self, name: str) -> bool:
        """Whether nested blocks that are unknown as a whole are the caller's.

        A dynamic block leaves no trace in the expressions; where the provider computes no such block, it is one.
        """
        if self.expressions is None or name in self.expressions:
            return self._is_written(name)
        owner = self.owner
        if owner is None or name not in _COMPUTED.get(owner.type, ()):
            return True
        return owner is self and owner.source.dynamic(owner, name) is not None

    def references(self, name: str) -> tuple[str, ...]:
        """The references of the expression that gives the attribute, most specific first."""
        expression = self.expressions.get(name) if self.expressions else None
        found = expression.get("references") if isinstance(expression, dict) else None
        if isinstance(found, tuple):
            return found
        return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()

    def blocks(self, name: str) -> list[View] | Unknown:
        """The nested blocks of a name; Unknown where even their number is."""
        unknown = self.unknown
        mark = True if unknown is True else (unknown.get(name) if unknown else None)
        if mark is True:
            if unknown is not True and not self._has_unknown_blocks(name):
                return []
            return Unknown(references=self.references(name))
        if isinstance(mark, str):
            return Unknown(mark, self.references(name))
        items = self.values.get(name)
        if isinstance(items, dict):
            items = [items]
            mark = [mark]
        if not isinstance(items, list):
            return []
        marks: list[Any] = mark if isinstance(mark, list) else []
        expressions: Any = self.expressions.get(name) if self.expressions is not None else None
        if isinstance(expressions, dict):
            # The expression of an attribute says nothing of the arguments in its blocks.
            expressions = None if "references" in expressions else [expressions]
        written = _pair(items, expressions)
        if expressions is None and items and self.expressions is not None and self.owner is self:
            written = [self.owner.source.dynamic(self.owner, name)] * len(items)
        found = []
        for index, item in enumerate(items):
            inner = marks[index] if index < len(marks) else None
            if inner is True or isinstance(inner, str) or isinstance(item, dict):
                found.append(View(item or {}, inner, written[index], self.owner))
        return found


class Resource(View):
    """One instance of a resource. `type` has the prefix `data.` for data sources; `module` is its module's address.

    `texts` are the attributes that are unknown, and of which a part is known; `name/0` is that of an element.
    """

    __slots__ = ("key", "module", "name", "origin", "source", "texts", "type")

    def __init__(
        self,
        origin: Origin,
        *,
        name: str,
        module: str,
        key: str | int | None,
        values: dict[str, Any],
        unknown: Any,
        expressions: dict[str, Any] | None,
        source: Resources,
    ) -> None:
        super().__init__(values, unknown, expressions, self)
        self.source = source
        self.origin = origin
        self.type = origin.type
        self.name = name
        self.module = module
        self.key = key
        self.texts: dict[str, PartlyKnown] = _NO_TEXTS

    @property
    def address(self) -> str:
        """The address."""
        return self.origin.address

    def __repr__(self) -> str:
        return f"<{self.origin.address}>"


class Link(Struct, frozen=True, eq=False):
    """Where a reference leads: the resources that it may mean. `opaque`: a part of it could not be followed.

    `vague`: the reference names a module, but which of its outputs it means is lost.
    """

    targets: tuple[Resource, ...] = ()
    opaque: bool = True
    vague: bool = False


class Written(Struct, frozen=True, eq=False):
    """An expression as the sources have it, after the steps that could be taken into an object or list written out.

    `literal` is the text or number that it is, where it is one. `taken` is how many steps were taken, `has_members`
    whether the whole expression is an object or list that is written out.
    """

    references: tuple[str, ...] = ()
    literal: str | int | None = None
    taken: int = 0
    has_members: bool = False


class Reach(Protocol):
    """What a deployment hangs on, for the parts of an API that it publishes."""

    def sees(self, part: Resource, attribute: str = "") -> bool | Unknown:
        """Whether a change of the part (of one attribute) makes the deployment anew."""

    def names(self, part: Resource) -> bool:
        """Whether its triggers refer to the part at all, if only to its id."""

    def follows(self, part: Resource) -> bool | Unknown:
        """Whether it is made after the part."""


class Resources(Protocol):
    """What the linker asks of a frontend."""

    def of(self, type_: str) -> list[Resource]:
        """All instances of a type, in an order that does not depend on that of the input."""

    def follow(self, resource: Resource, name: str, wanted: frozenset[str]) -> Link:
        """The resources of the wanted types that the expression of an attribute refers to."""

    def trace(self, resource: Resource, references: tuple[str, ...], wanted: frozenset[str]) -> Link:
        """Like `follow`, for references that stand in the resource (those of a nested block, say)."""

    def meaning(self, resource: Resource, name: str) -> str:
        """What the expression of an attribute refers to, as a text that is the same wherever the same thing is meant.

        Empty where it refers to nothing.
        """

    def altered(self, resource: Resource, name: str) -> bool:
        """Whether the sources show that the attribute is made of what it refers to, and is not simply that."""

    def settled(self, resource: Resource, references: tuple[str, ...]) -> bool:
        """Whether everything that the references lead to is known."""

    def dynamic(self, resource: Resource, block: str) -> dict[str, Any] | None:
        """The expressions in the content of a resource's only dynamic block of that name; None where not at hand."""

    def lifecycle_replaces(self, resource: Resource) -> bool | Unknown:
        """Whether the resource's lifecycle has `replace_triggered_by`; Unknown where the sources are not at hand."""

    def members(self, resource: Resource, name: str, block: tuple[Any, ...] = ()) -> dict[str, Written] | None:
        """The members of an argument that the sources write out as an object, of the resource or of a nested block.

        None where it is written otherwise, or the sources are not at hand. `block` is as in `Origin.block`.
        """

    def reach(self, resource: Resource) -> Reach:
        """What a deployment hangs on."""

    def created_first(self, resource: Resource) -> bool | Unknown:
        """Whether a replacement is made before the old one is destroyed; Unknown where the sources are not at hand."""


def _pair(items: list[Any], expressions: Any) -> list[dict[str, Any] | None]:
    """The expressions of each block, None where that cannot be told (dynamic blocks leave none).

    Blocks that the provider keeps as a set come in its order, not in that of the configuration: what the expressions
    give as constants has to be what the block has.
    """
    if not isinstance(expressions, list) or len(expressions) != len(items):
        return [None] * len(items)
    left = [expression if isinstance(expression, dict) else None for expression in expressions]
    found: list[dict[str, Any] | None] = []
    for index, item in enumerate(items):
        own = left[index]
        if own is None or not _fits(item, own):
            own = next((other for other in left if other is not None and _fits(item, other)), None)
        if own is not None:
            left[next(place for place, other in enumerate(left) if other is own)] = None
        found.append(own)
    return found


def _fits(item: Any, expressions: dict[str, Any]) -> bool:
    if not isinstance(item, dict):
        return False
    for name, expression in expressions.items():
        constant = expression.get("constant_value") if isinstance(expression, dict) else None
        if isinstance(constant, str) and isinstance(value := item.get(name), str) and value != constant:
            return False
    return True


def _merge(value: Any, mark: Any, depth: int = 0) -> Any:
    """The value with `Unknown` wherever the mark is True or a reason."""
    if isinstance(mark, str):
        return Unknown(mark)
    if mark is True or depth > _DEEPEST:
        return Unknown()
    if isinstance(mark, dict) and mark:
        merged = dict(value) if isinstance(value, dict) else {}
        for name, inner in mark.items():
            if inner:
                merged[name] = _merge(merged.get(name), inner, depth + 1)
        return merged
    if isinstance(mark, list) and mark:
        items = list(value) if isinstance(value, list) else []
        for index, inner in enumerate(mark):
            if index >= len(items):
                items.append(None)
            if inner:
                items[index] = _merge(items[index], inner, depth + 1)
        return items
    return value
