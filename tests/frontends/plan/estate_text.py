"""An estate as text, for people who read tests: everything that the linker decided, nothing that it left unset.

`?` is an unknown value, `~` in front of a name says that the object may belong to another gateway instead. What is None
is not shown. Addresses stand behind `@`, with the change where it is not a plain create.

    python tests/frontends/plan/estate_text.py CASE ...    print what a case's case.md should say
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apigw_check._pipeline import read
from apigw_check.effective import effective
from apigw_check.frontends.openapi import parse_body
from apigw_check.frontends.plan import read_plan
from apigw_check.link import link
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import (
    Api,
    Authorizer,
    Domain,
    Integration,
    Mapping,
    Permission,
    Route,
    Setting,
    Stage,
    WafRule,
    WebAcl,
)
from apigw_check.model.iam import Policy, PolicyError, Statement
from apigw_check.model.origin import Origin
from apigw_check.model.value import Unknown

_SETTINGS = (
    "throttling_rate",
    "throttling_burst",
    "logging_level",
    "data_trace",
    "metrics",
    "caching",
    "cache_ttl",
    "cache_encrypted",
    "cache_requires_authorization",
    "cache_unauthorized_strategy",
)


def texts_of(folder: Path) -> dict[str, str]:
    """The estates of a case's plan as text: `estate`, from the plan alone, and where they differ or exist, `estate with
    sources` and `estate before`."""
    path = folder / "plan.json"
    alone = read_plan(path.read_bytes(), str(path))
    sourced, _ = read(str(path), str(folder))
    texts = {"estate": estate_text(link(alone.after, parse_body, alone.before))}
    with_sources = estate_text(link(sourced.after, parse_body, sourced.before))
    if with_sources != texts["estate"]:
        texts["estate with sources"] = with_sources
    if alone.before is not None:
        texts["estate before"] = estate_text(link(alone.before, parse_body, alone.after))
    return texts


def estate_text(estate: Estate) -> str:
    """The whole estate."""
    lines: list[str] = []
    for api in estate.apis:
        lines += _api(api)
    for domain in estate.domains:
        lines += _domain(domain)
    lines += [f"mapping {_mapping(m)} domain={_value(m.domain)}" for m in estate.mappings if not _placed(m.domain)]
    for acl in estate.web_acls:
        lines += _web_acl(acl)
    for association in estate.associations:
        if not isinstance(association.web_acl, WebAcl):
            lines.append(
                f"association of web ACL {_value(association.web_acl)} -> {_stage_name(association.target)}"
                f" ({_value(association.target_type)}){_at(association.origin)}"
            )
    lines += [_permission(permission) for permission in estate.permissions]
    lines += [f"orphan {_at(origin)}" for origin in estate.orphans]
    return "\n".join(lines) + "\n"


def _placed(domain: object) -> bool:
    return isinstance(domain, Domain)


def _api(api: Api) -> Iterator[str]:
    elsewhere = "elsewhere " if api.external else ""
    yield f"{elsewhere}{_value(api.protocol)} api {_value(api.api_name)}{_at(api.origin)}"
    facts = {
        "endpoint": api.endpoint_types,
        "vpc_endpoints": api.vpc_endpoint_ids,
        "execute_api_disabled": api.disable_execute_api_endpoint,
        "policy": api.policy,
        "key_source": api.api_key_source,
        "compression": api.minimum_compression_size,
        "binary": api.binary_media_types,
        "cors": api.cors if api.cors is None or isinstance(api.cors, Unknown) else api.cors.allow_origins or "set",
        "unread": None if api.unread is None else api.unread.reason,
        "body_error": None if api.body_error is None else api.body_error.message,
    }
    if not api.external:
        yield from _facts(facts)
    for route in api.routes:
        yield f"  {_route(route)}"
    for authorizer in api.authorizers:
        yield f"  {_authorizer(authorizer)}"
    for integration in api.integrations:
        if not integration.routes:
            yield f"  unused integration {_integration(integration)}"
    for response in api.gateway_responses:
        kind = f"{_value(response.response_type)} {_value(response.status_code)}"
        yield f"  gateway response {kind}{_at(response.origin)}"
    for deployment in api.deployments:
        replaced = None if isinstance(deployment.replace_triggered_by, Unknown) else deployment.replace_triggered_by
        facts = {
            "triggers": deployment.triggers,
            "stage_name": deployment.stage_name,
            "replace_triggered_by": replaced or None,
        }
        shown = "".join(f" {name}={_value(value)}" for name, value in facts.items() if value is not None)
        yield f"  {'~' if deployment.ambiguous else ''}deployment{shown}{_at(deployment.origin)}"
    for stage in api.stages:
        yield from _stage(stage)


def _facts(facts: dict[str, Any]) -> Iterator[str]:
    shown = [f"{name}={_value(value)}" for name, value in facts.items() if value is not None]
    if shown:
        yield f"  {' '.join(shown)}"


def _route(route: Route) -> str:
    parts = ["~" if route.ambiguous else "", route.name]
    if route.authorization is not None:
        parts.append(f" auth={_value(route.authorization)}")
    if route.authorizer is not None:
        parts.append(f" by={_authorizer_name(route.authorizer)}")
    if route.scopes is not None:
        parts.append(f" scopes={_value(route.scopes)}")
    if isinstance(route.api_key_required, Unknown) or route.api_key_required:
        parts.append(f" key={_value(route.api_key_required)}")
    if route.validates_body is not None or route.validates_parameters is not None:
        parts.append(f" validates={_value(route.validates_body)}/{_value(route.validates_parameters)}")
    if route.root_security:
        parts.append(" root_security")
    if route.integration is not None:
        parts.append(f" -> {_integration(route.integration)}")
    return "".join(parts) + _at(route.origin)


def _authorizer_name(authorizer: Authorizer | Unknown) -> str:
    if isinstance(authorizer, Unknown):
        return "?"
    return authorizer.origin.key


def _integration(integration: Integration | Unknown) -> str:
    if isinstance(integration, Unknown):
        return "?"
    parts = [_value(integration.type)]
    if integration.service is not None:
        parts.append(_value(integration.service))
    if integration.function_address:
        parts.append(integration.function_address)
    elif integration.uri is not None:
        parts.append(_value(integration.uri))
    if integration.responses:
        parts.append(f"responses={[_value(r.status_code) for r in integration.responses]}")
    shown = f"{'~' if integration.ambiguous else ''}[{' '.join(parts)}]"
    return f"{shown}{_at(integration.origin)}"


def _authorizer(authorizer: Authorizer) -> str:
    parts = [f"{'~' if authorizer.ambiguous else ''}authorizer {_value(authorizer.authorizer_name)}"]
    parts.append(_value(authorizer.type))
    for name in ("ttl", "identity_sources", "provider_arns", "issuer", "audience"):
        value = getattr(authorizer, name)
        if value is not None:
            parts.append(f"{name}={_value(value)}")
    return " ".join(parts) + _at(authorizer.origin)


def _stage(stage: Stage) -> Iterator[str]:
    implicit = "implicit " if stage.implicit else ""
    parts = [f"  {'~' if stage.ambiguous else ''}{implicit}stage {_value(stage.stage_name)}"]
    facts = {
        "log": stage.access_log_destination,
        "format": stage.access_log_format,
        "cache": stage.cache_cluster_enabled or None if not isinstance(stage.cache_cluster_enabled, Unknown) else "?",
        "cache_size": stage.cache_cluster_size,
        "certificate": stage.client_certificate,
        "tracing": stage.tracing or None if not isinstance(stage.tracing, Unknown) else stage.tracing,
        "auto_deploy": stage.auto_deploy or None if not isinstance(stage.auto_deploy, Unknown) else stage.auto_deploy,
        "canary": stage.has_canary or None if not isinstance(stage.has_canary, Unknown) else stage.has_canary,
    }
    parts += [f"{name}={_value(value)}" for name, value in facts.items() if value is not None]
    yield " ".join(parts) + _at(stage.origin)
    for acl in stage.web_acls:
        yield f"    web ACL {acl.origin.address}"
    if stage.web_acl_unread is not None:
        yield f"    web ACL ?: {stage.web_acl_unread.reason}"
    if stage.settings_unread is not None:
        yield f"    settings ?: {stage.settings_unread.reason}"
    for setting in stage.settings:
        yield f"    setting {_setting(setting)}"
    if stage.settings:
        for group in effective(stage):
            values = {name: group.value(name) for name in _SETTINGS}
            shown = [f"{name}={_value(value)}" for name, value in values.items() if value is not None]
            yield f"    effective for {group.label}: {' '.join(shown) or 'defaults'}"


def _setting(setting: Setting) -> str:
    values = [(name, getattr(setting, name)) for name in _SETTINGS]
    shown = [f"{name}={_value(value)}" for name, value in values if value is not None]
    return " ".join([_value(setting.scope), *shown]) + _at(setting.origin)


def _domain(domain: Domain) -> Iterator[str]:
    elsewhere = "elsewhere " if domain.external else ""
    yield f"{elsewhere}{domain.family} domain {_value(domain.domain_name)}{_at(domain.origin)}"
    if not domain.external:
        tls = domain.mutual_tls
        yield from _facts(
            {
                "policy": domain.security_policy,
                "endpoint": domain.endpoint_types,
                "mutual_tls": tls if tls is None or isinstance(tls, Unknown) else tls.truststore_uri,
                "mappings": domain.mappings_unread,
            }
        )
    for mapping in domain.mappings:
        yield f"  {_mapping(mapping)}"


def _mapping(mapping: Mapping) -> str:
    api = mapping.api.origin.address if isinstance(mapping.api, Api) else _value(mapping.api)
    path = "/" if mapping.base_path in (None, "") else _value(mapping.base_path)
    named = "every stage" if mapping.stage_name is None else _stage_name(mapping.stage)
    return f"{path} -> {api} {named}{_at(mapping.origin)}"


def _stage_name(stage: object) -> str:
    return f"stage {stage.origin.address}" if isinstance(stage, Stage) else f"stage {_value(stage)}"


def _web_acl(acl: WebAcl) -> Iterator[str]:
    yield (
        f"{acl.generation} web ACL {_value(acl.acl_name)} {_value(acl.scope)}"
        f" default={_value(acl.default_action)}{_at(acl.origin)}"
    )
    if isinstance(acl.rules, Unknown):
        yield "  rules ?"
    else:
        for rule in acl.rules:
            yield from _waf_rule(rule, "  ")
    for association in acl.associations:
        yield f"  on {_stage_name(association.target)} ({_value(association.target_type)}){_at(association.origin)}"


def _waf_rule(rule: WafRule, indent: str) -> Iterator[str]:
    facts = {
        "override": rule.override,
        "limit": rule.rate_limit,
        "window": rule.rate_window,
        "managed": rule.managed_group,
        "group": rule.group if isinstance(rule.group, Unknown) else None,
    }
    parts = [f"{name}={_value(value)}" for name, value in facts.items() if value is not None]
    head = f"{indent}rule {_value(rule.rule_name)} {_value(rule.statement)} {_value(rule.action)}"
    yield " ".join([head, *parts])
    if isinstance(rule.group, tuple):
        for inner in rule.group:
            yield from _waf_rule(inner, indent + "  ")


def _permission(permission: Permission) -> str:
    parts = [f"permission of {permission.function_address or _value(permission.function_name)}"]
    parts.append(f"to {_value(permission.principal)}")
    parts.append(f"from {_value(permission.source_arn)}")
    if permission.api_addresses:
        parts.append(f"of {', '.join(permission.api_addresses)}")
    parts.append(f"({len(permission.integrations)} integrations)")
    return " ".join(parts) + _at(permission.origin)


def _statement(statement: Statement) -> str:
    principals = statement.principals
    if isinstance(principals, tuple):
        who = ",".join(sorted({_value(identifier) for _, identifier in principals}))
    else:
        who = _value(principals)
    parts = [_value(statement.effect), f"not {who}" if statement.principal_negated else who]
    parts.append(f"on {_value(statement.resources)}")
    if isinstance(statement.conditions, Unknown):
        parts.append("if ?")
    conditions = statement.conditions if isinstance(statement.conditions, tuple) else ()
    parts += [f"if {_value(c.operator)} {_value(c.key)} {_value(c.values)}" for c in conditions]
    return " ".join(parts)


def _at(origin: Origin) -> str:
    change = "" if origin.change == "create" else f" [{origin.change}]"
    pointer = f"#{origin.pointer}" if origin.pointer else ""
    return f" @{origin.address}{pointer}{change}"


def _value(value: Any) -> str:
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, Policy):
        return "{" + "; ".join(map(_statement, value.statements)) + "}"
    if isinstance(value, PolicyError):
        return f"error({value.message})"
    if isinstance(value, tuple):
        return ",".join(map(_value, value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(inner)}" for key, inner in value.items()) + "}"
    if value is None:
        return "-"
    if isinstance(value, Api | Stage | Authorizer | Domain):
        return value.origin.address
    return str(value)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        for name, text in texts_of(Path(argument)).items():
            print(f"```{name}\n{text}```\n")
