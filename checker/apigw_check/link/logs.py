"""Where stages and web ACLs write their logs."""

from __future__ import annotations

import re
from typing import Any

from ..model.gateway import Api, Stage
from ..model.logs import BUCKET, FIREHOSE, LOG_GROUP, OTHER, Destination
from ..model.resource import Resource, View
from ..model.value import Unknown
from ..model.waf import WafLogging
from .account import account_role
from .context import Context, block_value, first_block
from .edge import STAGES
from .rest_types import API
from .waf import ACL

_LOG_GROUPS = frozenset({"aws_cloudwatch_log_group", "data.aws_cloudwatch_log_group"})
_STREAMS = frozenset({"aws_kinesis_firehose_delivery_stream", "data.aws_kinesis_firehose_delivery_stream"})
_BUCKETS = frozenset({"aws_s3_bucket", "data.aws_s3_bucket"})
_KINDS = _LOG_GROUPS | _STREAMS | _BUCKETS
#: What the ARN of each kind looks like; the name comes first.
_ARNS = (
    (LOG_GROUP, r"arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)(?::\*)?"),
    (FIREHOSE, r"arn:[^:]*:firehose:[^:]*:[^:]*:deliverystream/(.+)"),
    (BUCKET, r"arn:[^:]*:s3:::([^/]+)(?:/.*)?"),
)
_TYPES = {
    LOG_GROUP: "aws_cloudwatch_log_group",
    FIREHOSE: "aws_kinesis_firehose_delivery_stream",
    BUCKET: "aws_s3_bucket",
}
#: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
_EXECUTION = r"API-Gateway-Execution-Logs_([^/]+)/(.+)"


def link_logs(context: Context) -> None:
    """Joins stages with their log groups and the account's role, and web ACLs with their logs."""
    finder = _Finder(context)
    role = account_role(context)
    used: set[str] = set()
    for type_ in sorted(STAGES):
        for resource in context.resources.of(type_):
            target = _access_log(finder, resource)
            if isinstance(target, Destination):
                used.add(target.origin.address)
            for stage in context.stages.get(resource.address, ()):
                stage.access_log = target
    for api in context.estate.apis:
        for stage in api.stages:
            stage.account_role = role
    _execution_logs(context, finder, used)
    for resource in context.resources.of("aws_wafv2_web_acl_logging_configuration"):
        _waf_logging(context, finder, resource)
    for resource in context.resources.of("aws_wafregional_web_acl"):
        _classic_logging(context, finder, resource)


class _Finder:
    """Finds destinations by ARN and by reference; each resource is read once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._read: dict[str, Destination] = {}
        self._named: dict[str, dict[str, list[Resource]]] = {}

    def find(self, resource: Resource, value: Any, references: tuple[str, ...]) -> Destination | Unknown | None:
        """The destination that an attribute of a resource names."""
        if value is None:
            return None
        if isinstance(value, str):
            return self._of_arn(resource, value)
        link = self.context.resources.trace(resource, references, _KINDS)
        if link.targets and not link.vague:
            return self._one([self.read(target) for target in link.targets])
        other = _other(references)
        return Destination(resource.origin, OTHER, other, external=True) if other else Unknown(_ELSEWHERE)

    def read(self, resource: Resource) -> Destination:
        """The destination that a resource or data source is."""
        found = self._read.get(resource.address)
        if found is None:
            found = self._read[resource.address] = _destination(resource)
        return found

    def _of_arn(self, resource: Resource, arn: str) -> Destination | Unknown:
        for service, pattern in _ARNS:
            match = re.fullmatch(pattern, arn)
            if match is None:
                continue
            named = self._by_name(service).get(match[1], [])
            if named:
                return self._one([self.read(target) for target in named])
            reason = Unknown(_ELSEWHERE)
            return Destination(resource.origin, service, match[1], external=True, retention_days=reason, kms_key=reason)
        return Destination(resource.origin, OTHER, arn, external=True)

    def _by_name(self, service: str) -> dict[str, list[Resource]]:
        named = self._named.get(service)
        if named is None:
            named = self._named[service] = {}
            attribute = "bucket" if service == BUCKET else "name"
            for resource in self.context.resources.of(_TYPES[service]):
                name = resource.values.get(attribute)
                if isinstance(name, str):
                    named.setdefault(name, []).append(resource)
        return named

    def _one(self, found: list[Destination]) -> Destination:
        """What several candidates have in common."""
        first = found[0]
        if len(found) == 1:
            return first

        def common(name: str) -> Any:
            value = getattr(first, name)
            for other in found:
                given = getattr(other, name)
                if isinstance(given, Unknown) or isinstance(value, Unknown) or given != value:
                    return Unknown(f"which of {len(found)} destinations it is cannot be told")
            return value

        return Destination(
            first.origin,
            service=common("service"),
            destination_name=common("destination_name"),
            name_prefix=common("name_prefix"),
            external=any(other.external for other in found),
            retention_days=common("retention_days"),
            kms_key=common("kms_key"),
        )


_ELSEWHERE = "the destination of the logs is defined outside this input"


def _destination(resource: Resource) -> Destination:
    external = resource.type.startswith("data.")
    if resource.type in _LOG_GROUPS:
        days = resource.get("retention_in_days")
        return Destination(
            resource.origin,
            LOG_GROUP,
            resource.get("name"),
            name_prefix=None if external else resource.get("name_prefix"),
            external=external,
            # 0 is what the provider and the service have for logs that are kept for ever.
            retention_days=days if isinstance(days, Unknown) else int(days) if days else None,
            kms_key=resource.get("kms_key_id"),
        )
    bucket = resource.type in _BUCKETS
    return Destination(
        resource.origin,
        BUCKET if bucket else FIREHOSE,
        resource.get("bucket" if bucket else "name"),
        name_prefix=resource.get("bucket_prefix") if bucket and not external else None,
        external=external,
    )


def _other(references: tuple[str, ...]) -> str:
    """The resource of a type that is no destination, whose ARN an expression is; empty where it is something else."""
    resources = {".".join(reference.split(".")[:2]) for reference in references if reference.startswith("aws_")}
    arns = [reference for reference in references if re.fullmatch(r"aws_\w+\.[\w-]+(\[[^\]]+\])?\.arn", reference)]
    if len(resources) != 1 or len(arns) != 1 or any(not reference.startswith("aws_") for reference in references):
        return ""
    if arns[0].partition(".")[0] in _KINDS:
        return ""  # a destination that the plan does not hold (a count of 0)
    return arns[0].removesuffix(".arn")


def _access_log(finder: _Finder, resource: Resource) -> Destination | Unknown | None:
    block = first_block(resource, "access_log_settings")
    if block is None or isinstance(block, Unknown):
        return block
    value = block.get("destination_arn")
    return finder.find(resource, value, value.references if isinstance(value, Unknown) else ())


def _execution_logs(context: Context, finder: _Finder, used: set[str]) -> None:
    """Joins the log groups that hold execution logs with the stages of REST APIs.

    The name of a new API's group is not in the plan, but refers to the API. A group that does, and that is no access
    log, is taken for the one of that API's execution logs.
    """
    for resource in context.resources.of("aws_cloudwatch_log_group"):
        name = resource.get("name")
        if isinstance(name, str):
            match = re.fullmatch(_EXECUTION, name)
            api = context.by_id("aws_api_gateway_rest_api", "id", match[1]) if match else None
            if match and api is not None and api.address in context.apis:
                for stage in context.apis[api.address].stages:
                    if isinstance(stage.stage_name, str) and stage.stage_name == match[2]:
                        stage.execution_log = finder.read(resource)
            continue
        if not isinstance(name, Unknown) or resource.address in used:
            continue
        link = context.resources.follow(resource, "name", API)
        apis = [context.apis[t.address] for t in link.targets if t.address in context.apis]
        stages = _stages_of(context, resource, apis)
        for stage in stages:
            if len(stages) == 1:
                stage.execution_log = finder.read(resource)
            else:
                stage.execution_log_candidates.append(finder.read(resource))


def _stages_of(context: Context, resource: Resource, apis: list[Api]) -> list[Stage]:
    """The stages that the name of a log group may mean."""
    link = context.resources.follow(resource, "name", STAGES)
    stages = [stage for target in link.targets for stage in context.stages.get(target.address, ())]
    if not stages:
        stages = [stage for api in apis for stage in api.stages]
    if len(stages) > 1 and isinstance(resource.key, str):
        named = [stage for stage in stages if isinstance(stage.stage_name, str)]
        stages = [stage for stage in named if stage.stage_name == resource.key] or stages
    return stages


def _waf_logging(context: Context, finder: _Finder, resource: Resource) -> None:
    value = resource.get("log_destination_configs")
    references = resource.references("log_destination_configs")
    if isinstance(value, list):
        value = value[0] if value else None
    logging = WafLogging(resource.origin, finder.find(resource, value, references), _redacted(resource))
    found = context.find(resource, "resource_arn", ACL, ("arn", "id"))
    acls = [context.web_acls[t.address] for t in found.targets if t.address in context.web_acls]
    if len(acls) == 1 and not found.opaque:
        acls[0].logging.append(logging)
        return
    for acl in acls:
        acl.logging_unread = Unknown(f"{resource.address} may be meant for it")


def _classic_logging(context: Context, finder: _Finder, resource: Resource) -> None:
    block = first_block(resource, "logging_configuration")
    if block is None or isinstance(block, Unknown):
        context.web_acls[resource.address].logging_unread = block
        return
    value = block.get("log_destination")
    fields = first_block(block, "redacted_fields")
    fields = fields.blocks("field_to_match") if isinstance(fields, View) else fields
    redacted: frozenset[str] | Unknown = frozenset()
    if isinstance(fields, Unknown):
        redacted = fields
    elif fields:
        names = [(field.get("type"), field.get("data")) for field in fields]
        redacted = frozenset(
            f"header:{data.lower()}" if kind == "HEADER" and isinstance(data, str) else str(kind).lower()
            for kind, data in names
            if isinstance(kind, str)
        )
    references = value.references if isinstance(value, Unknown) else ()
    target = finder.find(resource, value, references)
    origin = resource.origin.nested("logging_configuration")
    context.web_acls[resource.address].logging.append(WafLogging(origin, target, redacted))


def _redacted(resource: Resource) -> frozenset[str] | Unknown:
    blocks = resource.blocks("redacted_fields")
    if isinstance(blocks, Unknown):
        return blocks
    found: set[str] = set()
    for block in blocks:
        if block.unknown is True:
            return Unknown()
        for name in ("method", "query_string", "uri_path"):
            if block.values.get(name):
                found.add(name)
        header = first_block(block, "single_header")
        wanted = block_value(header, "name")
        if isinstance(wanted, Unknown):
            return wanted
        if wanted is not None:
            found.add(f"header:{wanted.lower()}")
    return frozenset(found)
