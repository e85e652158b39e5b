"""The shapes of the fact files. Fields that only people read, such as `note`, are left out."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Enumeration(Struct, frozen=True):
    """A closed set of values; `source` is a shape of botocore's service model, or a page."""

    source: str
    values: tuple[str, ...]


class Enumerations(Struct, frozen=True):
    """enumerations.json."""

    enumerations: dict[str, Enumeration]


class TlsPolicy(Struct, frozen=True):
    """A security policy.

    `minimum` is the lowest of the TLS versions that it `accepts`, such as `1.2`. `enhanced` policies (SecurityPolicy_)
    need an endpoint access mode and exclude mutual TLS and HTTP APIs. `documented` is False for a policy that the API
    accepts and AWS's page does not list (yet): its versions follow from its name alone.
    """

    accepts: tuple[str, ...]
    documented: bool
    endpoint_types: tuple[str, ...]
    enhanced: bool
    fips: bool
    minimum: str
    post_quantum: bool


class DefaultPolicies(Struct, frozen=True):
    """The policy that a new REST API or domain gets when none is given, by endpoint type."""

    api: dict[str, str]
    domain: dict[str, str]


class TlsPolicies(Struct, frozen=True):
    """tls_policies.json: policies by name, defaults, and the one policy of HTTP and WebSocket APIs."""

    defaults: DefaultPolicies
    http_and_websocket: str
    policies: dict[str, TlsPolicy]
    rule: str
    source: str


class ApiLogVariables(Struct, frozen=True):
    """The access-log variables of one API type, with `$context.` in front.

    `roles` are the questions that a log line answers (caller, latency, operation, path, request_id, source_ip, status,
    time), each with the variables that answer it; a role is absent where the type has none (WEBSOCKET has no path).
    `sensitive` ones record keys, tokens or personal data. A name that ends in a dot takes any property after it that
    is not a variable by itself.
    """

    roles: dict[str, tuple[str, ...]]
    sensitive: tuple[str, ...]
    source: str
    variables: tuple[str, ...]

    def resolve(self, name: str) -> str | None:
        """The entry of `variables` that a variable of a format is, or None where this API type has none."""
        if name in self.variables:
            return None if name.endswith(".") else name
        if f"{name}." in self.variables:  # a map as a whole, which is logged as null
            return None
        prefixes = [entry for entry in self.variables if entry.endswith(".") and name.startswith(entry)]
        return max(prefixes, key=len, default=None)

    def answers(self, role: str, name: str) -> bool:
        """Whether the variable `name` answers the question `role`."""
        return self.resolve(name) in self.roles.get(role, ())


class LambdaRuntime(Struct, frozen=True):
    """A managed runtime; `deprecated` is the day of its deprecation (YYYY-MM-DD), None where none is known."""

    deprecated: str | None


class LambdaRuntimes(Struct, frozen=True):
    """lambda_runtimes.json; `read` is the day on which the page was read: later days are projections."""

    read: str
    runtimes: dict[str, LambdaRuntime]


class ConditionKey(Struct, frozen=True):
    """A condition key: what it narrows `Principal: *` to (None: to nothing) and in which calls it is present."""

    narrows_to: Literal["identity", "network", "resource"] | None
    present: Literal["all", "private", "public", "signed"]
    why: str


class ConditionKeys(Struct, frozen=True):
    """narrowing_condition_keys.json.

    A key narrows with a fixed value and an operator that needs the key: not with `...IfExists`, `Null` or a negated
    operator. `signed` keys are absent from anonymous calls, `private` ones from calls to public APIs.
    """

    keys: dict[str, ConditionKey]
    source: tuple[str, ...]

    def get(self, name: str) -> ConditionKey | None:
        """The entry of a key in any case, without the tag of `aws:PrincipalTag/<tag>`; None for an unlisted key."""
        wanted = name.partition("/")[0].lower()
        return next((key for listed, key in self.keys.items() if listed.lower() == wanted), None)


class ManagedRuleGroup(Struct, frozen=True):
    """A managed rule group: its rules with the name of the label that each adds, and what stands before that name."""

    namespace: str
    rules: dict[str, str]
    source: str

    def label(self, rule: str) -> str:
        """The label of a rule; of one that is not listed, what the names of the others lead to expect."""
        return f"{self.namespace}{self.rules.get(rule, rule)}"


class ManagedRuleGroups(Struct, frozen=True):
    """managed_rule_groups.json."""

    groups: dict[str, ManagedRuleGroup]


class ApiMetrics(Struct, frozen=True):
    """The CloudWatch metrics of one API type.

    `dimensions` are the sets that go together, of which `detailed` is sent only where detailed metrics are on. `roles`
    are the questions that a metric answers: client_errors, latency, server_errors.
    """

    detailed: tuple[str, ...]
    dimensions: tuple[tuple[str, ...], ...]
    metrics: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    source: str


class WafMetrics(Struct, frozen=True):
    """The metrics of AWS WAF: the dimensions that those of a regional web ACL have besides the others."""

    namespace: str
    regional: tuple[str, ...]
    source: str


class Metrics(Struct, frozen=True):
    """metrics.json."""

    api_types: dict[str, ApiMetrics]
    namespace: str
    waf: WafMetrics


class IgnoredKeyword(Struct, frozen=True):
    """A schema keyword that is not enforced: whether it would limit requests, and in which OpenAPI versions (2, 3)."""

    limits: bool
    versions: tuple[str, ...]
    why: str


class IgnoredKeywords(Struct, frozen=True):
    """ignored_keywords.json."""

    keywords: dict[str, IgnoredKeyword]
    source: str

    def constraints(self, version: str) -> frozenset[str]:
        """Those that look as if they limited requests, in a body of an OpenAPI version such as `3.0.1`."""
        return frozenset(name for name, each in self.keywords.items() if each.limits and version[:1] in each.versions)


class AccessLogVariables(Struct, frozen=True):
    """access_log_variables.json."""

    api_types: dict[str, ApiLogVariables]


class Quota(Struct, frozen=True):
    """A quota of one API; AWS raises `adjustable` ones on request."""

    adjustable: bool
    limit: int


class ApiQuotas(Struct, frozen=True):
    """The quotas of one API type, by what is counted."""

    quotas: dict[str, Quota]
    source: str


class Quotas(Struct, frozen=True):
    """quotas.json."""

    api_types: dict[str, ApiQuotas]


class Partition(Struct, frozen=True):
    """A partition: the suffix of its addresses, what its regions are called, and those known, with their place."""

    dns_suffix: str
    region_pattern: str
    regions: dict[str, str]


class Partitions(Struct, frozen=True):
    """partitions.json."""

    partitions: dict[str, Partition]
