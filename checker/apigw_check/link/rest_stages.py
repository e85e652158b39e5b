"""Stages of REST APIs: deployments and the stages that they make, stage resources, and their method settings."""

from __future__ import annotations

from ..model.gateway import REST, Api, Setting, Stage
from ..model.resource import Resource, View
from ..model.value import Unknown
from .context import Context, add_deployment, ambiguity, block_value, earlier, first_block
from .rest_types import API, STAGE


def link_rest_stages(context: Context) -> None:
    """Adds the deployments, stages and method settings to the APIs."""
    for type_, add in _PARTS:
        for resource in context.resources.of(type_):
            add(context, resource)


def _deployment(context: Context, resource: Resource) -> None:
    add_deployment(context, resource, context.apis_of(resource, "rest_api_id", API, REST))


def _stage(context: Context, resource: Resource) -> None:
    apis = context.apis_of(resource, "rest_api_id", API, REST)
    log = first_block(resource, "access_log_settings")
    canary = first_block(resource, "canary_settings")
    for api in apis:
        stage = Stage(
            origin=resource.origin,
            ambiguous=ambiguity(apis),
            api=api,
            stage_name=resource.get("stage_name"),
            access_log_destination=block_value(log, "destination_arn"),
            access_log_format=block_value(log, "format"),
            cache_cluster_enabled=resource.get("cache_cluster_enabled"),
            cache_cluster_size=resource.get("cache_cluster_size"),
            client_certificate=resource.get("client_certificate_id"),
            tracing=resource.get("xray_tracing_enabled"),
            has_canary=canary if isinstance(canary, Unknown) else canary is not None,
            variables=resource.get("variables"),
            canary_variables=block_value(canary, "stage_variable_overrides"),
        )
        api.stages.append(stage)
        context.stages.setdefault(resource.address, []).append(stage)


def _implicit_stage(context: Context, resource: Resource) -> None:
    """The stage that a deployment makes by itself, where no stage resource describes it.

    Where its name is not known it may be none: what it lacks is not known either.
    """
    name = resource.get("stage_name")
    unsure = None
    if isinstance(name, Unknown):
        unsure = Unknown(f"whether the deployment makes a stage is not known: {name.reason}", name.references)
    elif not name:
        return
    for deployment in context.deployments.get(resource.address, ()):
        stages = deployment.api.stages
        if (
            stages
            if unsure is not None
            else any(isinstance(s.stage_name, Unknown) or s.stage_name == name for s in stages)
        ):
            continue
        stage = Stage(
            origin=resource.origin,
            ambiguous=deployment.ambiguous,
            api=deployment.api,
            stage_name=name,
            access_log_destination=unsure,
            access_log_format=unsure,
            cache_cluster_enabled=unsure,
            client_certificate=unsure,
            tracing=unsure,
            variables=resource.get("variables"),
            settings_unread=unsure,
            web_acl_unread=unsure,
            implicit=True,
        )
        stages.append(stage)
        context.stages.setdefault(resource.address, []).append(stage)


def _settings(context: Context, resource: Resource) -> None:
    blocks = resource.blocks("settings")
    if isinstance(blocks, Unknown):
        setting = Setting(origin=resource.origin, scope=_scope(resource), **dict.fromkeys(_FIELDS, blocks))
    elif blocks:
        setting = _setting(resource, blocks[0])
    else:
        return
    name = resource.get("stage_name")
    stages: list[Stage] = []
    if isinstance(name, Unknown):
        link = context.resources.follow(resource, "stage_name", STAGE)
        stages = [stage for target in link.targets for stage in context.stages.get(target.address, ())]
    if not stages:
        apis = context.apis_of(resource, "rest_api_id", API, REST)
        for api in _with_stage(apis, name):
            stages += _stages_named(api, name, resource, ambiguity(apis))
    if len(stages) == 1:
        stages[0].settings.append(setting)
        return
    for stage in stages:
        # It belongs to one of several stages: for each of them it may apply.
        stage.settings.append(_maybe(setting))


def _with_stage(apis: list[Api], name: object) -> list[Api]:
    """Of several APIs those that have a stage of the name; all where none has it, or the name is not known."""
    if isinstance(name, Unknown) or len(apis) < 2:
        return apis
    found = [
        api for api in apis if any(not isinstance(s.stage_name, Unknown) and s.stage_name == name for s in api.stages)
    ]
    return found or apis


def _stages_named(api: Api, name: object, resource: Resource, ambiguous: str) -> list[Stage]:
    if isinstance(name, Unknown):
        return list(api.stages)
    found = [stage for stage in api.stages if isinstance(stage.stage_name, Unknown) or stage.stage_name == name]
    for stage in found:
        if stage.origin.type == resource.type:
            stage.origin = earlier(stage.origin, resource)
    if not found:
        # Settings of a stage that is made elsewhere: it exists all the same, but its own attributes are not here.
        elsewhere = Unknown("the stage is defined outside this input")
        stage = Stage(
            origin=resource.origin,
            ambiguous=ambiguous,
            api=api,
            stage_name=str(name),
            access_log_destination=elsewhere,
            access_log_format=elsewhere,
            cache_cluster_enabled=elsewhere,
            web_acl_unread=elsewhere,
            tracing=elsewhere,
            client_certificate=elsewhere,
            variables=elsewhere,
        )
        api.stages.append(stage)
        found = [stage]
    return found


_FIELDS = {
    "throttling_rate": "throttling_rate_limit",
    "throttling_burst": "throttling_burst_limit",
    "logging_level": "logging_level",
    "data_trace": "data_trace_enabled",
    "metrics": "metrics_enabled",
    "caching": "caching_enabled",
    "cache_ttl": "cache_ttl_in_seconds",
    "cache_encrypted": "cache_data_encrypted",
    "cache_requires_authorization": "require_authorization_for_cache_control",
    "cache_unauthorized_strategy": "unauthorized_cache_control_header_strategy",
}


def _setting(resource: Resource, block: View) -> Setting:
    values = {name: block.get(attribute) for name, attribute in _FIELDS.items()}
    for name in ("throttling_rate", "throttling_burst"):
        # The provider's default of -1 is no word of the caller's.
        if not isinstance(values[name], Unknown) and values[name] == -1:
            values[name] = block.written(_FIELDS[name]) if block.expressions is not None else None
    return Setting(origin=resource.origin, scope=_scope(resource), **values)


def _scope(resource: Resource) -> str | Unknown:
    path: str | Unknown | None = resource.get("method_path")
    return Unknown("its method path is missing") if path is None else path


def _maybe(setting: Setting) -> Setting:
    values = {name: getattr(setting, name) for name in _FIELDS}
    return Setting(origin=setting.origin, scope=Unknown("which stage it belongs to cannot be told"), **values)


_PARTS = (
    ("aws_api_gateway_deployment", _deployment),
    ("aws_api_gateway_stage", _stage),
    # A stage that a deployment makes is only known to be one when all stages are there.
    ("aws_api_gateway_deployment", _implicit_stage),
    ("aws_api_gateway_method_settings", _settings),
)
