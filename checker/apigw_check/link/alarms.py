"""CloudWatch alarms: which APIs, stages and web ACLs their metrics are of."""

from __future__ import annotations

import re
from typing import Any

from ..model.alarms import GATEWAY, WAF, Alarm, Metric
from ..model.gateway import REST, Api, Stage, WebAcl
from ..model.origin import Origin
from ..model.resource import Resource, View, Written
from ..model.value import Unknown
from .context import Context, block_value, first_block, texts
from .edge import ANY_API, STAGES
from .notices import Notices
from .waf import ACL

_ELSEWHERE = Unknown("what its dimensions name is not in the input")
_UNTOLD = Unknown("what its dimensions name is known only after apply, and cannot be followed")
#: Below the stage: the dimensions of a single method or route.
_NARROW = ("Resource", "Method", "Route")
_OF_STAGES = ("aws_api_gateway_stage", "aws_apigatewayv2_stage")


def link_alarms(context: Context) -> None:
    """Adds the alarms on gateways and web ACLs, and joins them with what they watch."""
    every = context.resources.of("aws_cloudwatch_metric_alarm")
    if not every:
        return
    index, notices = _Index(context), Notices(context)
    unread: Unknown | None = None
    watched: list[Metric] = []
    for resource in every:
        metrics = _metrics(index, resource)
        if (unclear := _unclear_namespace(resource)) is not None:
            unread = Unknown(f"what {resource.address} watches is not known: {unclear.reason}")
        if isinstance(metrics, Unknown):
            unread = Unknown(f"what {resource.address} watches is not known: {metrics.reason}")
        elif metrics:
            watched += [metric for metric in metrics if metric.namespace == GATEWAY]
            context.estate.alarms.append(_alarm(resource, metrics, notices))
    _cover(context, watched, unread)


def _alarm(resource: Resource, metrics: list[Metric], notices: Notices) -> Alarm:
    name = resource.get("alarm_name")
    return Alarm(
        origin=resource.origin,
        alarm_name=name,
        metrics=metrics,
        actions=texts(resource.get("alarm_actions")),
        actions_enabled=resource.get("actions_enabled"),
        notified=notices.of(resource.address, name),
    )


def _metrics(index: _Index, resource: Resource) -> list[Metric] | Unknown:
    """The metrics of API Gateway and AWS WAF that an alarm watches, by itself or in its metric math."""
    queries = resource.blocks("metric_query")
    if isinstance(queries, Unknown):
        return queries
    views: list[tuple[View, Any]] = [(resource, resource.origin)]
    for query in queries:
        inner = first_block(query, "metric")
        if isinstance(inner, View):
            views.append((inner, resource.origin.nested("metric_query", ("id", str(query.values.get("id"))), "metric")))
    found = []
    for view, origin in views:
        namespace = view.get("namespace")
        if isinstance(namespace, str) and namespace in (GATEWAY, WAF):
            dimensions, references = _dimensions(index, resource, view, origin)
            metric = Metric(origin, namespace, view.get("metric_name"), dimensions)
            if isinstance(dimensions, dict):
                index.join(metric, dimensions, resource, references)
            found.append(metric)
    return found


def _unclear_namespace(resource: Resource) -> Unknown | None:
    """Why it is not known whether an alarm watches a gateway; None where it is."""
    queries = resource.blocks("metric_query")
    inner = [] if isinstance(queries, Unknown) else [first_block(query, "metric") for query in queries]
    views = [resource, *(view for view in inner if isinstance(view, View))]
    found = (view.get("namespace") for view in views)
    return next((namespace for namespace in found if isinstance(namespace, Unknown)), None)


def _dimensions(
    index: _Index, resource: Resource, view: View, origin: Origin
) -> tuple[dict[str, Any] | Unknown | None, dict[str, tuple[str, ...]]]:
    """The dimensions, and the references of each: the plan has those of all of them in one.

    One that is known only after apply makes the whole map so in a plan; the sources say what is in it.
    """
    values = view.get("dimensions")
    written = index.members(resource, origin.block)
    if isinstance(values, Unknown) and written:
        values = {
            key: value.literal if isinstance(value.literal, str) else Unknown(references=value.references)
            for key, value in written.items()
        }
    if not isinstance(values, dict):
        return values, {}
    every = view.references("dimensions")
    found = {key: value for key, value in values.items() if value is not None}
    return found or None, {key: written[key].references if written and key in written else every for key in found}


def _cover(context: Context, watched: list[Metric], unread: Unknown | None) -> None:
    """Tells the stages which metrics of them are watched."""
    if any(metric.api is _UNTOLD or isinstance(metric.dimensions, Unknown) for metric in watched):
        unread = _UNTOLD if unread is None else unread
    for api in context.estate.apis:
        for stage in api.stages:
            stage.alarms_unread = unread
            stage.has_alarms = bool(watched)
    for metric in watched:
        names = metric.dimensions
        if not isinstance(metric.api, Api) or not isinstance(names, dict) or any(each in names for each in _NARROW):
            continue
        for stage in metric.api.stages:
            if metric.stage is stage or "Stage" not in names:
                stage.alarms.append(metric)
            elif stage.alarms_unread is None and (metric.stage is _UNTOLD or isinstance(stage.stage_name, Unknown)):
                stage.alarms_unread = _UNTOLD


class _Index:
    """The APIs, stages and web ACLs by what dimensions call them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._apis: dict[str, list[Api]] = {}
        self._ids: dict[str, Api] = {}
        self._looked_up: dict[str, Api] = {}
        self._acls: dict[str, tuple[WebAcl, str]] = {}
        #: Whether an API may have any name.
        self._unnamed = any(isinstance(api.api_name, Unknown) and not api.external for api in context.estate.apis)
        for type_ in sorted(ANY_API):
            for resource in context.resources.of(type_):
                api = self._api_of(resource)
                known = resource.values.get("id")
                if isinstance(known, str):
                    self._ids[known] = api
                if isinstance(api.api_name, str):
                    self._apis.setdefault(api.api_name, []).append(api)
        for resource in context.resources.of("aws_wafv2_web_acl"):
            acl = context.web_acls[resource.address]
            name = block_value(first_block(resource, "visibility_config"), "metric_name")
            if isinstance(acl.acl_name, str):
                self._acls.setdefault(acl.acl_name, (acl, "name"))
            if isinstance(name, str):
                self._acls[name] = (acl, "metric_name")

    def _api_of(self, resource: Resource) -> Api:
        """The API of a resource; one that stands for it where it is looked up."""
        api = self._context.apis.get(resource.address) or self._looked_up.get(resource.address)
        if api is not None:
            return api
        stated = resource.values.get("protocol_type")
        protocol: Any = REST if resource.type == "data.aws_api_gateway_rest_api" else Unknown("it is defined elsewhere")
        name = resource.values.get("name")
        api = Api(
            origin=resource.origin,
            protocol=stated if isinstance(stated, str) else protocol,
            api_name=name if isinstance(name, str) else Unknown("it is defined elsewhere"),
            external=True,
        )
        self._looked_up[resource.address] = api
        return api

    def members(self, resource: Resource, block: tuple[Any, ...]) -> dict[str, Written] | None:
        """The dimensions as the sources write them."""
        return self._context.resources.members(resource, "dimensions", block)

    def join(
        self, metric: Metric, names: dict[str, Any], resource: Resource, references: dict[str, tuple[str, ...]]
    ) -> None:
        """Says what the dimensions of a metric name."""
        if metric.namespace == WAF:
            if "WebACL" in names:
                metric.web_acl, metric.acl_by = self._acl(names["WebACL"], resource, references["WebACL"])
            return
        key = "ApiName" if "ApiName" in names else "ApiId"
        if key in names:
            metric.api, metric.api_by = self._api(key, names[key], resource, references[key])
        if "Stage" in names and isinstance(metric.api, Api):
            metric.stage, metric.stage_by = self._stage(metric.api, names["Stage"], resource, references["Stage"])

    def _api(
        self, key: str, value: str | Unknown, resource: Resource, references: tuple[str, ...]
    ) -> tuple[Api | Unknown, str]:
        link = self._context.resources.trace(resource, references, ANY_API) if references else None
        led = list({id(api): api for api in map(self._api_of, link.targets if link else ())}.values())
        if isinstance(value, str):
            named = self._apis.get(value, [])
            named = [api for api in led if api in named] or named
            rest = [api for api in named if isinstance(api.protocol, str) and api.protocol == REST]
            identified = self._ids.get(value)
            if key == "ApiName" and (rest or named):
                # What stands there as text is the name of a REST API before it is that of another.
                sure = rest or [api for api in named if api in led]
                return (sure[0], "name") if len(sure) == 1 else (_ELSEWHERE, "")
            if identified is not None:
                return identified, "id"
            if len(named) == 1 and named[0] in led:
                return named[0], "name"
            return (_UNTOLD if not named and self._unnamed else _ELSEWHERE), ""
        if len(led) != 1:
            return _UNTOLD, ""
        return led[0], _direct(references, ANY_API)

    def _stage(
        self, api: Api, value: str | Unknown, resource: Resource, references: tuple[str, ...]
    ) -> tuple[Stage | Unknown, str]:
        if isinstance(value, str):
            named = [each for each in api.stages if isinstance(each.stage_name, str) and each.stage_name == value]
            if named:
                return named[0], "name"
            target = self._context.by_id("aws_api_gateway_stage", "id", value)
            found = self._context.stages.get(target.address, []) if target is not None else []
            return (found[0], "id") if found else (_ELSEWHERE, "")
        link = self._context.resources.trace(resource, references, STAGES)
        led = [s for t in link.targets for s in self._context.stages.get(t.address, ()) if s.api is api]
        return (led[0], _direct(references, STAGES)) if len(led) == 1 else (_UNTOLD, "")

    def _acl(self, value: str | Unknown, resource: Resource, references: tuple[str, ...]) -> tuple[Any, str]:
        if isinstance(value, str):
            return self._acls.get(value, (_ELSEWHERE, ""))
        link = self._context.resources.trace(resource, references, ACL)
        led = [self._context.web_acls[t.address] for t in link.targets if t.address in self._context.web_acls]
        return (led[0], _direct(references, ACL)) if len(led) == 1 else (_UNTOLD, "")


def _direct(references: tuple[str, ...], types: frozenset[str]) -> str:
    """The attribute that the references name of resources of these types; empty where there is not just one."""
    pattern = r"((?:data\.)?aws_\w+)\.[\w-]+(?:\[[^\]]*\])?\.(\w+)"
    found = {match[2] for each in references if (match := re.fullmatch(pattern, each)) and match[1] in types}
    return found.pop() if len(found) == 1 else ""
