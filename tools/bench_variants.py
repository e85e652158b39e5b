"""Variants of a plan: everything that it creates is there already, its API has many more routes, its names are marked.

A real plan of a new gateway says `known only after apply` of every id. In `applied` these get values, the same wherever
the same thing is meant, so that the copy links by equal ids as an applied state does. Each id ends in `ID`, which the
synthesiser replaces by something that is different in each copy.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any

ID = "@@ID@@"

_ACCOUNT = "eu-central-1:123456789012"
_WHEN = "2026-01-05T08:00:00Z"
_MODULE = re.compile(r'module\.[^.\[]+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?')
_POLICY = '{"Version":"2012-10-17","Statement":[]}'

# What the provider computes and nobody else names. Everything that is not here is null.
_COMPUTED: dict[str, Any] = {
    "cache_data_encrypted": False,
    "cache_ttl_in_seconds": 300,
    "caching_enabled": False,
    "capacity": 1500,
    "code_sha256": "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "created_date": _WHEN,
    "create_date": _WHEN,
    "creation_date": _WHEN,
    "json": _POLICY,
    "last_modified": _WHEN,
    "log_group_class": "STANDARD",
    "policy": _POLICY,
    "read_capacity": 0,
    "require_authorization_for_cache_control": True,
    "scope_identifiers": ["users/read", "users/write"],
    "source_code_size": 4096,
    "triggers": {"redeployment": f"5ba93c9db0cff93f52b521d7420e43f6{ID}"},
    "unauthorized_cache_control_header_strategy": "SUCCEED_WITH_RESPONSE_HEADER",
    "version": "1",
    "write_capacity": 0,
}

# Attributes that name another resource: its type, and which of its attributes they hold.
_LINKS = {
    "deployment_id": ("aws_api_gateway_deployment", "id"),
    "destination_arn": ("aws_cloudwatch_log_group", "arn"),
    "function_name": ("aws_lambda_function", "arn"),
    "kms_key_arn": ("aws_kms_key", "arn"),
    "kms_key_id": ("aws_kms_key", "arn"),
    "request_validator_id": ("aws_api_gateway_request_validator", "id"),
    "rest_api_id": ("aws_api_gateway_rest_api", "id"),
    "role": ("aws_iam_role", "arn"),
    "subnet_id": ("aws_subnet", "id"),
    "user_pool_id": ("aws_cognito_user_pool", "id"),
    "vpc_id": ("aws_vpc", "id"),
    "web_acl_arn": ("aws_wafv2_web_acl", "arn"),
}

# The arguments that name things, and by which other resources find them.
_NAMES = ("name", "domain_name", "function_name", "bucket")

# The path whose resources are repeated to widen an API.
_PATH = "/health"

# The types whose attributes are found by more than a name: a path of the API, a function, a stage.
_RELATED = ("aws_api_gateway_", "aws_lambda_permission", "aws_wafv2_")

# What an update changes: the values before it.
_BEFORE: dict[str, dict[str, Any]] = {
    "aws_api_gateway_integration": {"timeout_milliseconds": 29000},
    "aws_api_gateway_method": {"authorization": "NONE", "authorizer_id": None, "authorization_scopes": None},
    "aws_api_gateway_rest_api": {"description": "The API before this change"},
    "aws_db_instance": {"engine_version": "16.3"},
    "aws_instance": {"instance_type": "m5.large"},
    "aws_lambda_function": {"timeout": 3},
    "aws_sqs_queue": {"visibility_timeout_seconds": 30},
}


def applied(plan: dict[str, Any], *, updated: bool) -> dict[str, Any]:
    """The plan for the same configuration with everything there: all no-op, or (`updated`) some updates among them."""
    made = copy.deepcopy(plan)
    estate = _Estate(made["resource_changes"])
    changes: list[dict[str, Any]] = []
    after: dict[str, Any] = {}
    before: dict[str, Any] = {}
    waiting = set(_BEFORE) if updated else set()
    for item in made["resource_changes"]:
        values = after[item["address"]] = before[item["address"]] = estate.values[item["address"]]
        item.pop("action_reason", None)
        if item["mode"] == "data":
            continue  # its result is in the state, and no change
        change = item["change"]
        actions = ["no-op"]
        updates = _BEFORE.get(item["type"], {}).items()
        if item["type"] in waiting and not _answers_preflight(item) and not updates <= values.items():
            waiting.remove(item["type"])
            actions = ["update"]
            before[item["address"]] = {**values, **_BEFORE[item["type"]]}
        sensitive = change["after_sensitive"]
        item["change"] = {
            "actions": actions,
            "before": before[item["address"]],
            "after": values,
            "after_unknown": {},
            "before_sensitive": sensitive,
            "after_sensitive": sensitive,
        }
        changes.append(item)
    made["resource_changes"] = changes
    read = [_state_entry(item) for item in plan["resource_changes"] if item["mode"] == "data"]
    planned = [entry for _, entry in resources_of(plan["planned_values"].get("root_module", {}))]
    known = [entry for _, entry in resources_of(plan.get("prior_state", {}).get("values", {}).get("root_module", {}))]
    managed = [entry for entry in planned if entry["mode"] == "managed"]
    made["planned_values"] = {"root_module": tree({**entry, "values": after[entry["address"]]} for entry in managed)}
    in_state = [{**entry, "values": before[entry["address"]]} for entry in [*read, *managed]]
    made["prior_state"] = {
        "format_version": "1.0",
        "terraform_version": plan["terraform_version"],
        "values": {"root_module": tree([*known, *in_state])},
    }
    return made


def widened(plan: dict[str, Any], paths: int) -> dict[str, Any]:
    """The plan with so many more paths: those of `/health`, with their methods, again under other names."""
    made = copy.deepcopy(plan)
    made["resource_changes"] = _repeated(plan["resource_changes"], paths)
    entries = [entry for _, entry in resources_of(plan["planned_values"]["root_module"])]
    made["planned_values"] = {"root_module": tree(_repeated(entries, paths))}
    return made


def _repeated(entries: list[dict[str, Any]], paths: int) -> list[dict[str, Any]]:
    health = [entry for entry in entries if _PATH in str(entry.get("index"))]
    return entries + [_renamed(entry, f"-{number:04}") for entry in health for number in range(paths)]


def _renamed(entry: dict[str, Any], end: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(entry).replace(_PATH, _PATH + end))
    for values in (made.get("values"), made.get("change", {}).get("after")):
        if values and values.get("path_part") == _PATH[1:]:
            values["path_part"] += end
    return made


def marked(plan: dict[str, Any], mark: str) -> dict[str, Any]:
    """The plan with a mark before every name that it gives, for one that takes no name as a variable."""
    made = copy.deepcopy(plan)
    given = [item["change"]["after"].get(name) for item in made["resource_changes"] for name in _NAMES]
    names = {name for name in given if isinstance(name, str) and not name.startswith("$")}
    for item in made["resource_changes"]:
        item["change"] = _marked(item["change"], names, mark)
    for section in (made["planned_values"], made.get("prior_state", {}).get("values", {})):
        for _, entry in resources_of(section.get("root_module", {})):
            entry["values"] = _marked(entry.get("values", {}), names, mark)
    made["configuration"]["root_module"] = _marked_constants(made["configuration"]["root_module"], names, mark)
    return made


def _marked(value: Any, names: set[str], mark: str) -> Any:
    if isinstance(value, dict):
        return {key: _marked(inner, names, mark) for key, inner in value.items()}
    if isinstance(value, list):
        return [_marked(inner, names, mark) for inner in value]
    return mark + value if isinstance(value, str) and value in names else value


def _marked_constants(value: Any, names: set[str], mark: str) -> Any:
    if isinstance(value, dict):
        return {
            key: (_marked if key == "constant_value" else _marked_constants)(inner, names, mark)
            for key, inner in value.items()
        }
    return [_marked_constants(inner, names, mark) for inner in value] if isinstance(value, list) else value


def resources_of(module: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The resources of a module of `planned_values` or `prior_state` and of those below, with the module's address."""
    for entry in module.get("resources", ()):
        yield module.get("address", ""), entry
    for child in module.get("child_modules", ()):
        yield from resources_of(child)


def tree(entries: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The root module of `planned_values` or `prior_state` with these resources."""
    root: dict[str, Any] = {}
    modules: dict[str, dict[str, Any]] = {"": root}

    def module(address: str) -> dict[str, Any]:
        if address not in modules:
            steps = _MODULE.findall(address)
            modules[address] = {"address": address}
            module(".".join(steps[:-1])).setdefault("child_modules", []).append(modules[address])
        return modules[address]

    for entry in sorted(entries, key=lambda entry: str(entry["address"])):
        module(_module_of(entry["address"])).setdefault("resources", []).append(entry)
    return root


def _module_of(address: str) -> str:
    own = 0
    while (found := _MODULE.match(address, own)) is not None:
        own = found.end() + 1
    return address[: max(own - 1, 0)]


def _state_entry(item: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {
        name: item[name] for name in ("address", "mode", "type", "name", "index", "provider_name") if name in item
    }
    return {**kept, "schema_version": 0, "sensitive_values": item["change"]["after_sensitive"]}


def _answers_preflight(item: dict[str, Any]) -> bool:
    return item.get("index") is not None and str(item["index"]).startswith("OPTIONS ")


class _Estate:
    """The values of all resources, with every unknown given; `values` by address."""

    def __init__(self, changes: list[dict[str, Any]]) -> None:
        self._by_type: dict[str, list[dict[str, Any]]] = {}
        for item in changes:
            self._by_type.setdefault(item["type"], []).append(item)
        self._relations: dict[str, Callable[[dict[str, Any]], Any]] = {
            "authorizer_id": self._authorizer,
            "authorizer_uri": self._function,
            "parent_id": self._parent,
            "path": self._path,
            "provider_arns": self._user_pools,
            "resource_arn": self._protected,
            "resource_id": self._resource,
            "source_arn": self._caller,
            "uri": self._function,
        }
        self.values = {
            item["address"]: self._fill(item, item["change"]["after"], item["change"]["after_unknown"], "")
            for item in changes
        }

    def _fill(self, item: dict[str, Any], value: Any, unknown: Any, name: str) -> Any:
        if unknown is True:
            return self._given(item, name)
        if isinstance(unknown, dict) and unknown:
            value = dict(value or {})
            for key, inner in unknown.items():
                if inner:
                    value[key] = self._fill(item, value.get(key), inner, key)
        elif isinstance(unknown, list) and unknown:
            pairs = zip_longest(value or [], unknown)
            value = [self._fill(item, inner, mark, name) for inner, mark in pairs]
        return value

    def _given(self, item: dict[str, Any], name: str) -> Any:
        if name in self._relations and item["type"].startswith(_RELATED):
            return self._relations[name](item)
        if name in _LINKS:
            type_, attribute = _LINKS[name]
            target = self._target(type_, item)
            return None if target is None else self._own(target, attribute)
        if name in ("id", "key_id", "unique_id", "arn", "execution_arn", "invoke_arn", "root_resource_id"):
            return self._own(item, name)
        if name == "tags_all":
            return item["change"]["after"].get("tags") or {}
        return copy.deepcopy(_COMPUTED.get(name))

    def _own(self, item: dict[str, Any], attribute: str) -> str:
        """An id that a resource gives itself."""
        digest = hashlib.sha256(f"{item['address']} {attribute}".encode()).hexdigest()[:6]
        own = hashlib.sha256(f"{item['address']} id".encode()).hexdigest()[:6] + ID
        if attribute == "execution_arn":
            return f"arn:aws:execute-api:{_ACCOUNT}:{own}"
        if attribute == "invoke_arn":
            function = self._own(item, "arn")
            return f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{function}/invocations"
        if attribute == "arn" and item["type"] == "aws_api_gateway_rest_api":
            return f"arn:aws:apigateway:eu-central-1::/restapis/{own}"
        if attribute == "arn" and item["type"] == "aws_api_gateway_stage":
            api = self._target("aws_api_gateway_rest_api", item)
            return f"{self._own(api or item, 'arn')}/stages/{item['change']['after'].get('stage_name')}"
        if attribute == "arn":
            service = item["type"].split("_")[1]
            return f"arn:aws:{service}:{_ACCOUNT}:{item['type'].removeprefix('aws_')}/{own}"
        return own if attribute == "id" else digest + ID

    def _target(self, type_: str, item: dict[str, Any]) -> dict[str, Any] | None:
        """The resource of a type that another one most likely means: of its key, of its module, or the first."""
        candidates = self._by_type.get(type_, [])
        key = item.get("index")

        def distance(other: dict[str, Any]) -> tuple[bool, bool]:
            same_key = key is not None and (other.get("index") == key or f"module.{key}." in other["address"])
            return (not same_key, other.get("module_address") != item.get("module_address"))

        return min(candidates, key=distance, default=None)

    def _path(self, item: dict[str, Any]) -> str:
        return str(item.get("index", f"/{item['change']['after']['path_part']}"))

    def _at(self, path: str) -> str | None:
        """The id of a path of the API."""
        if path == "/":
            return self._own(self._by_type["aws_api_gateway_rest_api"][0], "root_resource_id")
        every = self._by_type.get("aws_api_gateway_resource", [])
        return next((self._own(item, "id") for item in every if self._path(item) == path), None)

    def _parent(self, item: dict[str, Any]) -> str | None:
        return self._at(self._path(item).rpartition("/")[0] or "/")

    def _resource(self, item: dict[str, Any]) -> str | None:
        words = str(item.get("index", "")).split(" ")  # `GET /users` or `GET /users 200`
        return self._at(words[1] if len(words) > 1 else "/")

    def _authorizer(self, item: dict[str, Any]) -> str | None:
        cognito = item["change"]["after"].get("authorization") == "COGNITO_USER_POOLS"
        for other in self._by_type.get("aws_api_gateway_authorizer", ()):
            if (other["change"]["after"].get("type") == "COGNITO_USER_POOLS") == cognito:
                return self._own(other, "id")
        return None

    def _function(self, item: dict[str, Any]) -> str | None:
        function = self._target("aws_lambda_function", item)
        return None if function is None else self._own(function, "invoke_arn")

    def _user_pools(self, item: dict[str, Any]) -> list[str]:
        pool = self._target("aws_cognito_user_pool", item)
        return [] if pool is None else [self._own(pool, "arn")]

    def _caller(self, item: dict[str, Any]) -> str | None:
        api = self._target("aws_api_gateway_rest_api", item)
        return None if api is None else f"{self._own(api, 'execution_arn')}/*/*"

    def _protected(self, item: dict[str, Any]) -> str | None:
        association = item["type"] == "aws_wafv2_web_acl_association"
        target = self._target("aws_api_gateway_stage" if association else "aws_wafv2_web_acl", item)
        return None if target is None else self._own(target, "arn")
