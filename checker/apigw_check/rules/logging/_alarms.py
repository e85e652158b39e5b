"""What the rules about alarms share: whether the metric that an alarm watches exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...facts import metrics
from ...model.alarms import WAF, Metric
from ...model.gateway import REST, Api, Stage, WebAcl
from ...model.value import Unknown

if TYPE_CHECKING:
    from ...facts._types import ApiMetrics

_KEYS = {"ApiName": "the name of a REST API", "ApiId": "the id of an HTTP or WebSocket API"}


def missing(metric: Metric) -> str | Unknown:
    """Why there is no such metric, as the end of a sentence; empty where there is one."""
    names = metric.dimensions
    if isinstance(names, Unknown):
        return names
    if metric.namespace == WAF:
        return _waf(metric, names or {})
    if names is None:
        return Unknown("it has no dimensions, and whether such a metric exists is not documented")
    return _gateway(metric, names)


def _waf(metric: Metric, names: Mapping[str, object]) -> str | Unknown:
    acl = metric.web_acl
    if isinstance(acl, WebAcl) and metric.acl_by in ("name", "id", "arn"):
        return f"the dimension WebACL is the metric name of {acl.name}, not its {metric.acl_by}"
    if all(name in names for name in metrics().waf.regional):
        return ""
    scope = acl.scope if isinstance(acl, WebAcl) else Unknown("no web ACL is named") if acl is None else acl
    if isinstance(scope, Unknown):
        return Unknown(f"whether its web ACL is regional is not known: {scope.reason}")
    return "" if scope == "CLOUDFRONT" else "the metrics of a regional web ACL have the dimension Region"


def _gateway(metric: Metric, names: Mapping[str, object]) -> str | Unknown:
    tables = _tables(metric, names)
    given = tuple(sorted(names))
    if not any(given in table.dimensions for table in tables.values()):
        return _dimensions(metric, tables, given)
    tables = {kind: table for kind, table in tables.items() if given in table.dimensions}
    wrong = _metric_name(metric, tables)
    if isinstance(wrong, Unknown) or wrong:
        return wrong
    return _values(metric) or _detailed(metric, given, tables)


def _tables(metric: Metric, names: Mapping[str, object]) -> dict[str, ApiMetrics]:
    """The tables of the API types that the alarm may be about."""
    every = metrics().api_types
    if isinstance(metric.api, Api) and isinstance(metric.api.protocol, str) and metric.api.protocol in every:
        return {metric.api.protocol: every[metric.api.protocol]}
    keys = [key for key in _KEYS if key in names]
    fitting = {kind: table for kind, table in every.items() if any(key in table.dimensions[0] for key in keys)}
    return dict(fitting or every)


def _dimensions(metric: Metric, tables: Mapping[str, ApiMetrics], given: tuple[str, ...]) -> str:
    sets = sorted({each for table in tables.values() for each in table.dimensions}, key=lambda each: (len(each), each))
    known = " or ".join(" + ".join(each) for each in sets)
    of = f"{metric.api.name} has" if isinstance(metric.api, Api) else "API Gateway has"
    return f"{of} metrics with the dimensions {known}, and none with {' + '.join(given)}"


def _metric_name(metric: Metric, tables: Mapping[str, ApiMetrics]) -> str | Unknown:
    name = metric.metric_name
    if name is None or isinstance(name, Unknown):
        return "" if name is None else Unknown(f"the metric's name is not known: {name.reason}")
    if any(name in table.metrics for table in tables.values()):
        return ""
    kinds = " and ".join(kind if kind == "HTTP" or kind == REST else "WebSocket" for kind in sorted(tables))
    elsewhere = {each.lower(): each for table in metrics().api_types.values() for each in table.metrics}
    if name.lower() in elsewhere:
        known = ", ".join(sorted({each for table in tables.values() for each in table.metrics}))
        return f"{kinds} APIs have no metric {name} (they have {known})"
    return Unknown(f"{name} is not among the documented metrics of {kinds} APIs")


def _values(metric: Metric) -> str:
    """What is wrong with the values of the dimensions."""
    api, stage = metric.api, metric.stage
    if isinstance(api, Api) and metric.api_by:
        wanted = "name" if isinstance(api.protocol, str) and api.protocol == REST else "id"
        if metric.api_by in ("name", "id") and metric.api_by != wanted:
            key = "ApiName" if wanted == "name" else "ApiId"
            return f"the dimension {key} is {_KEYS[key]}, and it has the {metric.api_by} of {api.name}"
    if isinstance(stage, Stage) and stage.origin.type == "aws_api_gateway_stage" and metric.stage_by == "id":
        return f"the dimension Stage is the name of a stage, and it has the id of {stage.name}"
    return ""


def _detailed(metric: Metric, given: tuple[str, ...], tables: Mapping[str, ApiMetrics]) -> str | Unknown:
    """Whether a metric of a single method or route is sent at all."""
    stage = metric.stage
    if not any(given == table.detailed for table in tables.values()):
        return ""
    if not isinstance(stage, Stage):
        return Unknown("whether its stage sends detailed metrics is not in the input")
    states = [setting.metrics for setting in stage.settings]
    if any(state is True for state in states):
        return ""
    unclear = next((state for state in states if isinstance(state, Unknown)), stage.settings_unread)
    if unclear is not None or stage.implicit or stage.api.external:
        return Unknown("whether its stage sends detailed metrics is not known")
    return f"{stage.name} does not send detailed metrics, which those of a single method or route are"
