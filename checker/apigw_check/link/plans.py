"""Usage plans, the stages that they name, API keys, and which key belongs to which plan."""

from __future__ import annotations

from typing import Any

from ..model.gateway import Api, Stage
from ..model.plans import ApiKey, MethodThrottle, PlanStage, UsagePlan
from ..model.resource import Resource, View
from ..model.value import Unknown
from .context import Context, block_value, first_block
from .edge import ANY_API, STAGES

PLAN = frozenset({"aws_api_gateway_usage_plan"})
KEY = frozenset({"aws_api_gateway_api_key"})
_NONE_HERE = "usage plans may be defined outside this input"


def link_plans(context: Context) -> None:
    """Adds usage plans and API keys and joins them with stages and with each other."""
    plans = {
        resource.address: _plan(context, resource) for resource in context.resources.of("aws_api_gateway_usage_plan")
    }
    keys = {resource.address: _key(context, resource) for resource in context.resources.of("aws_api_gateway_api_key")}
    for resource in context.resources.of("aws_api_gateway_usage_plan_key"):
        _join(context, resource, plans, keys)
    _elsewhere(context, bool(plans))


def _plan(context: Context, resource: Resource) -> UsagePlan:
    throttle = first_block(resource, "throttle_settings")
    quota = first_block(resource, "quota_settings")
    blocks = resource.blocks("api_stages")
    plan = UsagePlan(
        origin=resource.origin,
        plan_name=resource.get("name"),
        throttle_rate=_limit(throttle, "rate_limit"),
        throttle_burst=_limit(throttle, "burst_limit"),
        quota_limit=_limit(quota, "limit"),
        quota_period=block_value(quota, "period"),
        stages=blocks if isinstance(blocks, Unknown) else [_stage(context, resource, block) for block in blocks],
    )
    for named in plan.stages if isinstance(plan.stages, list) else ():
        if isinstance(named.stage, Stage):
            named.stage.plans.append(named)
    context.estate.usage_plans.append(plan)
    return plan


def _limit(block: Any, name: str) -> Any:
    """A limit; the provider fills in 0 for one that is left out, which is no word of the caller's."""
    if isinstance(block, View) and block.expressions is not None:
        return block.written(name)
    return block_value(block, name)


def _stage(context: Context, resource: Resource, block: View) -> PlanStage:
    name = block.get("stage")
    key, api = _api(context, resource, block)
    stage: Stage | Unknown | None = None
    if isinstance(name, Unknown):
        stage = name
        found = context.resources.trace(resource, name.references, STAGES)
        stages = [each for target in found.targets for each in context.stages.get(target.address, ())]
        if len(stages) == 1:
            stage = stages[0]
    elif isinstance(api, Api):
        stage = next(
            (each for each in api.stages if isinstance(each.stage_name, str) and each.stage_name == name), None
        )
        if stage is None:
            stage = next((each.stage_name for each in api.stages if isinstance(each.stage_name, Unknown)), None)
    elif isinstance(api, Unknown):
        stage = api
    if isinstance(stage, Stage) and not isinstance(api, Api):
        api, key = stage.api, stage.api.origin.key
    block_path = ("api_stages", ("stage", name)) if isinstance(name, str) else ("api_stages",)
    return PlanStage(
        origin=resource.origin.nested(*block_path),
        api_key=key,
        api=api,
        stage=stage,
        stage_name=name,
        throttles=_throttles(block),
    )


def _api(context: Context, resource: Resource, block: View) -> tuple[str | Unknown, Api | Unknown | None]:
    value = block.get("api_id")
    if isinstance(value, str):
        for type_ in sorted(ANY_API):
            target = context.by_id(type_, "id", value)
            if target is not None:
                return target.address, context.apis.get(target.address)
        return value, None
    if not isinstance(value, Unknown):
        return Unknown("the plan names no API"), None
    found = context.resources.trace(resource, value.references, ANY_API | STAGES)
    apis: dict[str, Api | None] = {}
    for target in found.targets:
        if target.type in STAGES:
            apis.update({each.api.origin.key: each.api for each in context.stages.get(target.address, ())})
        else:
            apis[target.address] = context.apis.get(target.address)
    if len(apis) == 1:
        return next(iter(apis.items()))
    if apis:
        unknown = Unknown(f"which of {len(apis)} APIs it names cannot be told")
    else:
        unknown = Unknown("the API is defined outside this input", value.references)
    return unknown, unknown


def _throttles(block: View) -> tuple[MethodThrottle, ...] | Unknown:
    blocks = block.blocks("throttle")
    if isinstance(blocks, Unknown):
        return blocks
    return tuple(
        MethodThrottle(
            path=each.get("path"),
            rate=_limit(each, "rate_limit"),
            burst=_limit(each, "burst_limit"),
        )
        for each in blocks
    )


def _key(context: Context, resource: Resource) -> ApiKey:
    key = ApiKey(
        origin=resource.origin,
        key_name=resource.get("name"),
        has_literal_value=_is_literal(resource),
    )
    context.estate.api_keys.append(key)
    return key


def _is_literal(resource: Resource) -> bool | Unknown:
    """Whether the code spells the key's value; the value itself is looked at by nobody."""
    if resource.expressions is None:
        return Unknown("how the value is given is not in the input")
    expression = resource.expressions.get("value")
    if not isinstance(expression, dict):
        return False
    if not resource.references("value"):
        return expression.get("constant_value", "") not in (None, "")
    if all(name in ("count.index", "each.key") for name in resource.references("value")):
        # A choice between literals, by the instance.
        return isinstance(resource.get("value"), str) and resource.get("value") != ""
    if all(name.split(".")[0] == "local" for name in resource.references("value")):
        return Unknown("whether the local value is a literal cannot be told from the plan")
    return False


def _join(context: Context, resource: Resource, plans: dict[str, UsagePlan], keys: dict[str, ApiKey]) -> None:
    plan = context.find(resource, "usage_plan_id", PLAN, guess=False)
    key = context.find(resource, "key_id", KEY, guess=False)
    found_plans = [plans[target.address] for target in plan.targets if target.address in plans]
    found_keys = [keys[target.address] for target in key.targets if target.address in keys]
    if len(found_keys) == 1:
        if len(found_plans) == 1:
            found_plans[0].keys.append(found_keys[0])
            found_keys[0].plans.append(found_plans[0])
        else:
            # It belongs to a plan, whichever that is.
            found_keys[0].plans_unread = Unknown(f"which usage plan {resource.address} means cannot be told")
        return
    if key.value is not None:
        return  # a key that is defined elsewhere
    reason = Unknown(f"which API key {resource.address} means cannot be told")
    for each in found_keys or keys.values():
        each.plans_unread = reason


def _elsewhere(context: Context, some: bool) -> None:
    """Says where usage plans that are not in sight may matter: everywhere, where the input has none at all."""
    reason = None if some else Unknown(_NONE_HERE)
    for key in context.estate.api_keys:
        if key.plans_unread is None:
            key.plans_unread = reason
    anywhere: Unknown | None = reason
    by_api: dict[int, Unknown] = {}
    for plan in context.estate.usage_plans:
        if isinstance(plan.stages, Unknown):
            anywhere = plan.stages
            continue
        for named in plan.stages:
            if isinstance(named.api, Unknown):
                anywhere = Unknown(f"which API {plan.name} names cannot be told")
            elif isinstance(named.api, Api) and isinstance(named.stage, Unknown):
                by_api[id(named.api)] = Unknown(f"which stage {plan.name} names cannot be told")
    for api in context.estate.apis:
        unread = anywhere if anywhere is not None else by_api.get(id(api))
        if unread is not None:
            for stage in api.stages:
                stage.plans_unread = unread
