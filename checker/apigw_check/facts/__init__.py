"""What AWS accepts and documents: closed sets of values, TLS policies, log variables, condition keys.

The JSON files beside this module are written by `tools/facts.py`; each names its source. One function reads one file,
once, when it is first asked for; importing this package costs nothing. What is returned is shared: do not change it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ._types import (
        ApiLogVariables,
        ApiQuotas,
        ConditionKeys,
        IgnoredKeywords,
        LambdaRuntimes,
        ManagedRuleGroup,
        Metrics,
        Partition,
        TlsPolicies,
    )

__all__ = [
    "access_log_variables",
    "enumerations",
    "ignored_keywords",
    "lambda_runtimes",
    "managed_rule_groups",
    "metrics",
    "narrowing_condition_keys",
    "partitions",
    "quotas",
    "tls_policies",
]

_T = TypeVar("_T")


def _read(name: str, kind: type[_T]) -> _T:
    from msgspec import json

    with open(f"{__path__[0]}/{name}", "rb") as file:
        return json.decode(file.read(), type=kind)


@cache
def enumerations() -> Mapping[str, tuple[str, ...]]:
    """The values that the services accept, by `<service>.<what>`, such as `apigateway.endpoint_type`.

    Services are `apigateway` (REST), `apigatewayv2` (HTTP and WebSocket) and `wafv2`. Where the two v2 protocols differ
    there is a set for each: `apigatewayv2.integration_type.http`. Values are those of the API: `wafv2.rule_action` has
    `Count`, where Terraform has a block `count`.
    """
    from ._types import Enumerations

    content = _read("enumerations.json", Enumerations).enumerations
    return {name: entry.values for name, entry in content.items()}


@cache
def ignored_keywords() -> IgnoredKeywords:
    """The schema keywords of OpenAPI bodies that API Gateway does not enforce when it validates requests."""
    from ._types import IgnoredKeywords

    return _read("ignored_keywords.json", IgnoredKeywords)


@cache
def tls_policies() -> TlsPolicies:
    """Every security policy of domains and REST APIs with the lowest TLS version that it accepts, and the defaults."""
    from ._types import TlsPolicies

    return _read("tls_policies.json", TlsPolicies)


@cache
def access_log_variables() -> Mapping[str, ApiLogVariables]:
    """The `$context` variables of access logs by API type: `REST`, `HTTP` and `WEBSOCKET`.

    A variable of another type is no error to the service: it logs `-` in its place.
    """
    from ._types import AccessLogVariables

    return _read("access_log_variables.json", AccessLogVariables).api_types


@cache
def managed_rule_groups() -> Mapping[str, ManagedRuleGroup]:
    """The managed rule groups of AWS WAF that rules ask about, with their rules and labels.

    A group may have further rules than those listed: newer versions add some.
    """
    from ._types import ManagedRuleGroups

    return _read("managed_rule_groups.json", ManagedRuleGroups).groups


@cache
def lambda_runtimes() -> LambdaRuntimes:
    """The runtimes of Lambda functions, with the days on which AWS deprecated them or will."""
    from ._types import LambdaRuntimes

    return _read("lambda_runtimes.json", LambdaRuntimes)


@cache
def metrics() -> Metrics:
    """The CloudWatch metrics of API Gateway with the dimensions that they have, by API type, and those of AWS WAF."""
    from ._types import Metrics

    return _read("metrics.json", Metrics)


@cache
def narrowing_condition_keys() -> ConditionKeys:
    """The condition keys of resource policies and which of them narrow an Allow to every principal."""
    from ._types import ConditionKeys

    return _read("narrowing_condition_keys.json", ConditionKeys)


@cache
def partitions() -> Mapping[str, Partition]:
    """The partitions of AWS by name: `aws`, `aws-cn`, `aws-us-gov` and the others."""
    from ._types import Partitions

    return _read("partitions.json", Partitions).partitions


@cache
def quotas() -> Mapping[str, ApiQuotas]:
    """The quotas of one API by API type: `REST`, `HTTP` and `WEBSOCKET`."""
    from ._types import Quotas

    return _read("quotas.json", Quotas).api_types
