"""APIGW-821: each protection that can be taken away, and what is no removal."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from apigw_check.catalogue import builtin
from apigw_check.engine import Selected, judge
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import (
    HTTP,
    REST,
    Api,
    Association,
    Domain,
    Integration,
    MutualTls,
    Route,
    Setting,
    Stage,
    WebAcl,
)
from apigw_check.model.iam import Policy
from apigw_check.model.origin import Origin
from apigw_check.model.roles import Role
from apigw_check.model.value import Unknown
from apigw_check.rules.base import FAIL, PASS, UNDECIDED, Params

(RULE,) = (rule for rule in builtin() if rule.id == "APIGW-821")
LATER = Unknown("known only after apply")


def origin(address: str, **more: Any) -> Origin:
    return Origin(address, address.partition(".")[0], **more)


def estate(
    *,
    source: str = "",
    api: dict[str, Any] | None = None,
    route: dict[str, Any] | None = None,
    stage: dict[str, Any] | None = None,
    setting: dict[str, Any] | None = None,
    domain: dict[str, Any] | None = None,
    acl: Origin | None = None,
    boundary: bool | None = None,
    protocol: str = REST,
) -> Estate:
    """One gateway: an API with a route and a stage, and a domain."""
    own = Api(origin=origin("api.shop", input=source), protocol=protocol, api_name="shop", **(api or {}))
    values = {"method": "GET", "path": "/a", "authorization": "NONE", **(route or {})}
    own.routes.append(Route(origin=origin("method.a", input=source), api=own, **values))
    made = Stage(origin=origin("stage.prod", input=source), api=own, stage_name="prod", **(stage or {}))
    if setting is not None:
        made.settings.append(Setting(origin("settings.all", input=source), "*/*", **setting))
    if acl is not None:
        found = WebAcl(origin=origin("acl.x", input=source), acl_name="x")
        found.associations.append(Association(structs.replace(acl, input=source), found, made, "rest_stage"))
        made.web_acls.append(found)
    own.stages.append(made)
    if boundary is not None:
        role = Role(origin("role.x", input=source), "x", boundary)
        own.integrations.append(
            Integration(origin=origin("integration.a", input=source), api=own, type="AWS", roles=(role,))
        )
    domains = [Domain(origin=origin("domain.x", input=source), family="v1", domain_name="x.test", **(domain or {}))]
    return Estate(apis=[own], domains=domains)


def judged(before: Estate, after: Estate) -> list[Any]:
    return judge(after, before, [Selected(RULE, RULE.severity, Params({}))], keep_all=True).decisions


CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("the authorization AWS_IAM", "high", {"route": {"authorization": "AWS_IAM"}}, {}),
    ("the API key", "high", {"route": {"api_key_required": True}}, {"route": {"api_key_required": False}}),
    (
        "the API key",
        "low",
        {"route": {"authorization": "AWS_IAM", "api_key_required": True}},
        {"route": {"authorization": "AWS_IAM"}},
    ),
    (
        "the scopes",
        "high",
        {"route": {"authorization": "JWT", "scopes": ("a",)}},
        {"route": {"authorization": "JWT"}},
    ),
    ("the validation of bodies", "medium", {"route": {"validates_body": True}}, {"route": {"validates_body": False}}),
    ("the validation of parameters", "medium", {"route": {"validates_parameters": True}}, {}),
    ("the web ACL", "high", {"acl": origin("association.x")}, {}),
    ("the access log", "high", {"stage": {"access_log_destination": "arn"}}, {}),
    ("the client certificate", "medium", {"stage": {"client_certificate": "abc"}}, {}),
    ("the tracing", "low", {"stage": {"tracing": True}}, {"stage": {"tracing": False}}),
    ("the limits", "high", {"setting": {"throttling_rate": 10.0, "throttling_burst": 5}}, {"setting": {}}),
    (
        "the encryption of the cache",
        "medium",
        {"stage": {"cache_cluster_enabled": True}, "setting": {"caching": True, "cache_encrypted": True}},
        {"stage": {"cache_cluster_enabled": True}, "setting": {"caching": True, "cache_encrypted": False}},
    ),
    ("the resource policy", "high", {"api": {"policy": Policy(())}}, {}),
    ("the closed execute-api endpoint", "high", {"api": {"disable_execute_api_endpoint": True}}, {}),
    (
        "the private endpoint",
        "high",
        {"api": {"endpoint_types": ("PRIVATE",)}},
        {"api": {"endpoint_types": ("REGIONAL",)}},
    ),
    ("the permissions boundary of role role.x", "medium", {"boundary": True}, {"boundary": False}),
    ("mutual TLS", "high", {"domain": {"mutual_tls": MutualTls("s3://x")}}, {}),
    ("the policy", "high", {"domain": {"policy": "{}"}}, {}),
    (
        "TLS 1.2 as the lowest version",
        "high",
        {"domain": {"security_policy": "TLS_1_2"}},
        {"domain": {"security_policy": "TLS_1_0"}},
    ),
]


@pytest.mark.parametrize(("what", "severity", "had", "has"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_each_protection_is_named(what: str, severity: str, had: dict[str, Any], has: dict[str, Any]) -> None:
    before, after = estate(**had), estate(**has)
    (failed,) = [result for result in judged(before, after) if result.verdict != PASS]
    assert (failed.verdict, failed.severity, failed.extent) == (FAIL, severity, (what,))
    assert f"the change takes {what} from " in failed.message
    for side in (had, has):  # what is kept, and what comes, is no removal
        assert {result.verdict for result in judged(estate(**side), estate(**side))} == {PASS}
    assert {result.verdict for result in judged(estate(**has), estate(**had))} == {PASS}


@pytest.mark.parametrize(("what", "severity", "had", "has"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_the_place_in_the_earlier_input_is_named(
    what: str, severity: str, had: dict[str, Any], has: dict[str, Any]
) -> None:
    (failed,) = [result for result in judged(estate(source="old", **had), estate(source="new", **has)) if result.extent]
    assert failed.severity == severity
    places = [spot for spot in failed.spots if spot.origin.input == "old"]
    assert [spot.note for spot in places] == [f"{what} stood here"]


def test_several_protections_of_one_subject_are_one_finding_as_severe_as_the_worst() -> None:
    had = {"stage": {"tracing": True, "client_certificate": "abc"}, "acl": origin("association.x")}
    (failed,) = [result for result in judged(estate(**had), estate()) if result.verdict == FAIL]
    assert failed.severity == "high"
    assert failed.extent == ("the web ACL", "the client certificate", "the tracing")


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ({"route": {"authorization": "AWS_IAM"}}, {"route": {"authorization": "CUSTOM"}}),
        ({"route": {"api_key_required": True}}, {"route": {"authorization": "AWS_IAM"}}),
        ({"route": {"scopes": ("a",), "authorization": "JWT"}}, {"route": {"authorization": "AWS_IAM"}}),
        ({"acl": origin("association.x", change="replace")}, {"acl": origin("association.x", change="replace")}),
        ({"acl": origin("association.x", change="forget")}, {}),
        ({"domain": {"security_policy": "TLS_1_0"}}, {"domain": {"security_policy": "TLS_1_2"}}),
        # Nothing is cached any more, so nothing is left to encrypt.
        (
            {"stage": {"cache_cluster_enabled": True}, "setting": {"caching": True, "cache_encrypted": True}},
            {"stage": {"cache_cluster_enabled": False}, "setting": {"caching": False}},
        ),
        # What is not known on either side is no removal.
        ({"route": {"authorization": LATER}}, {"route": {"authorization": LATER}}),
        ({"stage": {"tracing": LATER}}, {"stage": {"tracing": LATER}}),
        ({"setting": {"throttling_rate": LATER}}, {"setting": {"throttling_rate": LATER}}),
        ({"stage": {"access_log_destination": "arn"}}, {"stage": {"access_log_destination": LATER}}),
    ],
)
def test_what_is_no_removal(had: dict[str, Any], has: dict[str, Any]) -> None:
    assert {result.verdict for result in judged(estate(**had), estate(**has))} == {PASS}


@pytest.mark.parametrize(
    ("had", "has"),
    [
        ({"route": {"authorization": "AWS_IAM"}}, {"route": {"authorization": LATER}}),
        ({"route": {"authorization": LATER}}, {"route": {"authorization": "NONE"}}),
        ({"stage": {"tracing": LATER}}, {"stage": {"tracing": False}}),
        ({"acl": origin("association.x")}, {"stage": {"web_acl_unread": LATER}}),
        ({"setting": {"throttling_rate": LATER}}, {"setting": {}}),
        ({"setting": {"throttling_rate": 1.0}}, {"setting": {"throttling_rate": LATER}}),
        ({"domain": {"security_policy": "TLS_1_2"}}, {"domain": {"security_policy": LATER}}),
    ],
)
def test_what_is_not_known_is_undecided(had: dict[str, Any], has: dict[str, Any]) -> None:
    verdicts = [result.verdict for result in judged(estate(**had), estate(**has)) if result.verdict != PASS]
    assert verdicts == [UNDECIDED]


def test_an_http_api_is_asked_as_well() -> None:
    before = estate(protocol=HTTP, route={"authorization": "JWT"})
    (failed,) = [result for result in judged(before, estate(protocol=HTTP)) if result.verdict == FAIL]
    assert failed.extent == ("the authorization JWT",)
