"""Web ACLs, their rules, and what they are associated with."""

from __future__ import annotations

import re
from typing import Any

from ..model.gateway import HTTP, REST, Association, Stage, WafRule, WebAcl
from ..model.origin import Origin
from ..model.resource import Resource, View
from ..model.value import Unknown
from .context import EVERYWHERE, NOWHERE, Context, block_value, complete, first_block, is_apart, texts
from .edge import ANY_API, STAGES
from .waf_rules import acl_rules, action_of, visibility_of

ACL = frozenset({"aws_wafv2_web_acl", "aws_wafregional_web_acl", "data.aws_wafv2_web_acl"})
_STAGE_ARN = r"arn:[^:]*:apigateway:[^:]*::/(restapis|apis)/([^/]+)/stages/(.+)"
_ELSEWHERE = "the web ACL is defined outside this input"
_MAYBE = "{} may be meant for it"


def link_waf(context: Context) -> None:
    """Adds the web ACLs and joins them with the stages that they protect."""
    for resource in context.resources.of("aws_wafv2_web_acl"):
        acl = _add(
            context,
            resource,
            acl_rules(context, resource),
            action_of(resource, "default_action"),
            resource.get("scope"),
        )
        acl.visibility = visibility_of(resource, resource.origin)
        acl.body_limit = _body_limit(resource)
        acl.protected = _protected(resource)
    for resource in context.resources.of("aws_wafregional_web_acl"):
        action = block_value(first_block(resource, "default_action"), "type")
        action = action.lower() if isinstance(action, str) else action
        _add(context, resource, _classic_rules(resource), action, "REGIONAL", "classic")
    for resource in context.resources.of("aws_wafv2_web_acl_association"):
        _associate(context, resource, "web_acl_arn", ("arn", "id"))
    for resource in context.resources.of("aws_wafregional_web_acl_association"):
        _associate(context, resource, "web_acl_id", ("id",))
    _attached_elsewhere(context)


def _add(context: Context, resource: Resource, rules: Any, action: Any, scope: Any, generation: str = "v2") -> WebAcl:
    acl = WebAcl(
        origin=resource.origin,
        acl_name=resource.get("name"),
        scope=scope,
        default_action=action,
        rules=rules,
        generation=generation,
    )
    context.web_acls[resource.address] = acl
    context.estate.web_acls.append(acl)
    return acl


def _body_limit(resource: Resource) -> int | Unknown:
    """How many bytes of the body of a request to an API are looked at: 16 KB, if not more is asked for.

    https://docs.aws.amazon.com/waf/latest/APIReference/API_Body.html
    """
    body = first_block(resource, "association_config")
    body = first_block(body, "request_body") if isinstance(body, View) else body
    body = first_block(body, "api_gateway") if isinstance(body, View) else body
    limit = block_value(body, "default_size_inspection_limit")
    if isinstance(limit, Unknown):
        return limit
    match = re.fullmatch(r"KB_(\d{1,4})", limit or "KB_16")
    return int(match[1]) * 1024 if match else Unknown("the inspection limit of the body is not one that is known")


def _protected(resource: Resource) -> frozenset[str] | Unknown:
    """The parts of a request that the data protection of a web ACL keeps out of logs and samples."""
    config = first_block(resource, "data_protection_config")
    blocks = config.blocks("data_protection") if isinstance(config, View) else config
    if blocks is None or isinstance(blocks, Unknown):
        return frozenset() if blocks is None else blocks
    found: set[str] = set()
    for block in blocks:
        field = first_block(block, "field")
        kind, keys = block_value(field, "field_type"), complete(texts(block_value(field, "field_keys")))
        if isinstance(kind, Unknown) or isinstance(keys, Unknown):
            return kind if isinstance(kind, Unknown) else keys
        if kind == "SINGLE_HEADER":
            found.update(f"header:{key.lower()}" for key in keys or ())
        elif kind is not None:
            found.add(kind.lower())
    return frozenset(found)


def _classic_rules(resource: Resource) -> tuple[WafRule, ...] | Unknown:
    blocks = resource.blocks("rule")
    if isinstance(blocks, Unknown):
        return blocks
    found = []
    for index, block in enumerate(blocks):
        action = first_block(block, "action")
        kind = action.get("type") if isinstance(action, View) else action
        type_ = block.get("type")
        rate = "rate_based_statement" if isinstance(type_, str) and type_ == "RATE_BASED" else None
        found.append(
            WafRule(
                rule_name=block.get("rule_id"),
                statement=type_ if isinstance(type_, Unknown) else rate,
                action=kind.lower() if isinstance(kind, str) else kind,
                index=index,
            )
        )
    return tuple(found)


def _associate(context: Context, resource: Resource, name: str, ids: tuple[str, ...]) -> None:
    acl, others = _acl(context, resource, name, ids)
    stages, kind = _stages(context, resource)
    for one in others:
        one.associations.append(Association(resource.origin, one, None, kind))
    if len(stages) == 1:
        _join(context, resource.origin, acl, stages[0], kind)
        return
    for stage in stages:
        stage.web_acl_unread = Unknown(_MAYBE.format(resource.address))
    target = Unknown("what it protects cannot be told") if isinstance(kind, Unknown) or stages else None
    association = Association(resource.origin, acl, target, kind)
    context.estate.associations.append(association)
    if isinstance(acl, WebAcl):
        acl.associations.append(association)


def _join(context: Context, origin: Origin, acl: WebAcl | Unknown, stage: Stage, kind: str | Unknown) -> None:
    association = Association(origin, acl, stage, kind)
    context.estate.associations.append(association)
    if isinstance(acl, WebAcl):
        acl.associations.append(association)
        stage.web_acls.append(acl)
    else:
        elsewhere = WebAcl(origin=origin, acl_name=acl, scope=acl, rules=acl, external=True)
        elsewhere.associations.append(association)
        stage.web_acls.append(elsewhere)


def _acl(
    context: Context, resource: Resource, name: str, ids: tuple[str, ...]
) -> tuple[WebAcl | Unknown, list[WebAcl]]:
    """The web ACL of an association; where it may be any of several, in `EVERYWHERE` those as well."""
    found = context.find(resource, name, ACL, ids)
    acls = [context.web_acls[t.address] for t in found.targets if t.address in context.web_acls]
    if len(acls) == 1:
        return acls[0], []
    if len(acls) > 1:
        context.estate.unplaced.append(resource.origin)
    why = Unknown(_ELSEWHERE if not acls else f"which of {len(acls)} web ACLs it is cannot be told")
    return why, acls if context.mode == EVERYWHERE else []


def _stages(context: Context, resource: Resource) -> tuple[list[Stage], str | Unknown]:
    """The stages that an association may mean, and the type of its target."""
    arn = resource.get("resource_arn")
    if isinstance(arn, str):
        return _stages_of_arn(context, arn)
    if not isinstance(arn, Unknown):
        return [], "other"
    link = context.resources.follow(resource, "resource_arn", STAGES)
    stages = [stage for target in link.targets for stage in context.stages.get(target.address, ())]
    unsure = Unknown("what it protects cannot be told")
    if stages and link.vague:
        # An output whose name is lost: perhaps it is not the one that leads to the stage.
        for stage in stages:
            stage.web_acl_unread = Unknown(_MAYBE.format(resource.address))
        return [], unsure
    if not stages:
        # From a text with the API's id and the stage's name, say.
        parts = context.resources.follow(resource, "resource_arn", ANY_API)
        apis = [context.apis[t.address] for t in parts.targets if t.address in context.apis]
        stages = [stage for api in apis for stage in api.stages]
        name = _stage_in(resource)
        if name and stages:
            kind = _kind(stages[0])
            stages = [each for each in stages if not isinstance(each.stage_name, str) or each.stage_name == name]
            if not stages and len(apis) == 1 and not apis[0].external:
                return [], kind
    if stages:
        kinds = {_kind(stage) for stage in stages if isinstance(_kind(stage), str)}
        return stages, kinds.pop() if len(kinds) == 1 else Unknown("the type of its target cannot be told")
    return _stages_in_sight(context, resource, link.opaque)


def _stages_in_sight(context: Context, resource: Resource, opaque: bool) -> tuple[list[Stage], str | Unknown]:
    """The stages that an association may mean whose expression leads to none."""
    if _is_other(context.resources.meaning(resource, "resource_arn"), opaque):
        return [], "other"
    (context.estate.guessed if opaque else context.estate.unplaced).append(resource.origin)
    if context.mode != EVERYWHERE and (not opaque or context.mode == NOWHERE):
        return [], "other"
    every = [s for api in context.estate.apis for s in api.stages if isinstance(_kind(s), str)]
    rest = [s for s in every if _kind(s) == "rest_stage"]
    sure = len(rest) > 1 or len(every) == 1 or context.mode == EVERYWHERE
    return (rest if sure else []), Unknown("what it protects cannot be told")


def _stage_in(resource: Resource) -> str:
    """The name of the stage at the end of an ARN of which only that much is known; empty where it does not show."""
    text = resource.texts.get("resource_arn")
    last = text.parts[-1] if text is not None and text.parts else ""
    return last.partition("/stages/")[2] if isinstance(last, str) else ""


def _is_other(meaning: str, opaque: bool) -> bool:
    """Whether what an expression means is the ARN of another kind of resource, or an output of another state."""
    arns = (re.search(r":'aws_\w+'\.[^ ]+\.'arn'$", part) for part in meaning.split(" "))
    return is_apart(meaning) or (not opaque and all(arns))


def _stages_of_arn(context: Context, arn: str) -> tuple[list[Stage], str | Unknown]:
    for type_ in sorted(STAGES):
        target = context.by_id(type_, "arn", arn)
        if target is not None:
            stages = context.stages.get(target.address, [])
            return list(stages), _kind(stages[0]) if stages else "other"
    match = re.fullmatch(_STAGE_ARN, arn)
    if match is None:
        return [], "other"
    rest = match.group(1) == "restapis"
    api = context.by_id("aws_api_gateway_rest_api" if rest else "aws_apigatewayv2_api", "id", match.group(2))
    stages = context.apis[api.address].stages if api is not None and api.address in context.apis else []
    named = [stage for stage in stages if isinstance(stage.stage_name, str) and stage.stage_name == match.group(3)]
    return named, "rest_stage" if rest else "http_stage"


def _kind(stage: Stage) -> str | Unknown:
    protocol = stage.api.protocol
    if isinstance(protocol, Unknown):
        return "http_stage"  # REST APIs have a stage type of their own
    return "rest_stage" if protocol == REST else "http_stage" if protocol == HTTP else "websocket_stage"


def _attached_elsewhere(context: Context) -> None:
    """Web ACLs that the state says a stage has, though no association in the input makes it so."""
    associated = set()
    for side in (context.resources, context.other):
        for type_ in ("aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"):
            for resource in side.of(type_) if side is not None else ():
                associated.add(resource.values.get("resource_arn"))
    for resource in context.resources.of("aws_api_gateway_stage"):
        acl, arn = resource.values.get("web_acl_arn"), resource.values.get("arn")
        if not isinstance(acl, str) or not acl or arn in associated:
            continue
        target = context.by_id("aws_wafv2_web_acl", "arn", acl)
        reason = Unknown(_ELSEWHERE)
        for stage in context.stages.get(resource.address, ()):
            if not stage.web_acls:
                known = context.web_acls.get(target.address) if target is not None else None
                _join(context, resource.origin, known or reason, stage, "rest_stage")
