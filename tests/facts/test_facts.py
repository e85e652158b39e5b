"""The fact files hold together, agree with the service models they came from, and are read late."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from apigw_check import facts

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "access_log_variables.json",
    "enumerations.json",
    "ignored_keywords.json",
    "managed_rule_groups.json",
    "lambda_runtimes.json",
    "metrics.json",
    "narrowing_condition_keys.json",
    "partitions.json",
    "quotas.json",
    "tls_policies.json",
)
VERSIONS = ("1.0", "1.1", "1.2", "1.3")


def recorded(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((ROOT / "checker/apigw_check/facts" / name).read_bytes())
    return content


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    pytest.importorskip("botocore")
    spec = importlib.util.spec_from_file_location("facts_tool", ROOT / "tools" / "facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def models(tool: ModuleType) -> dict[str, Any]:
    """The service models, of the botocore that the files were made from; others may know more values or fewer."""
    version = recorded("enumerations.json")["generated_from"]["botocore"]
    if tool.botocore.__version__ != version:
        pytest.skip(f"the files are of botocore {version}; tools/facts.py --check compares with another")
    loaded: dict[str, Any] = tool.load()
    return loaded


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    yield
    for function in facts.__all__:
        getattr(facts, function).cache_clear()


class TestFiles:
    @pytest.mark.parametrize("name", FILES)
    def test_name_their_source_and_version(self, name: str) -> None:
        content = recorded(name)
        assert content["source"]
        assert content["generated_from"]

    @pytest.mark.parametrize("name", FILES)
    def test_are_sorted_and_end_in_a_newline(self, name: str) -> None:
        text = (ROOT / "checker/apigw_check/facts" / name).read_text(encoding="utf-8")
        assert text == json.dumps(json.loads(text), indent=2, sort_keys=True) + "\n"

    def test_no_other_file_is_there(self) -> None:
        found = {path.name for path in (ROOT / "checker/apigw_check/facts").glob("*.json")}
        assert found == set(FILES)


class TestLoader:
    def test_importing_reads_and_imports_nothing(self) -> None:
        code = (
            "import sys, apigw_check; before = set(sys.modules); import apigw_check.facts;"
            "print(*sorted(set(sys.modules) - before))"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        loaded = {name.partition(".")[0] for name in run.stdout.split()}
        assert not loaded & {"importlib", "json", "msgspec", "pathlib", "pkgutil"}
        assert "apigw_check.facts._types" not in run.stdout.split()

    @pytest.mark.parametrize("function", facts.__all__)
    def test_a_file_is_read_once(self, function: str) -> None:
        assert getattr(facts, function)() is getattr(facts, function)()


class TestEnumerations:
    @pytest.mark.parametrize(
        ("name", "values"),
        [
            ("apigateway.endpoint_type", {"EDGE", "PRIVATE", "REGIONAL"}),
            ("apigateway.logging_level", {"ERROR", "INFO", "OFF"}),
            ("apigateway.passthrough_behavior", {"NEVER", "WHEN_NO_MATCH", "WHEN_NO_TEMPLATES"}),
            ("apigateway.quota_period", {"DAY", "MONTH", "WEEK"}),
            ("apigatewayv2.authorization_type.websocket", {"AWS_IAM", "CUSTOM", "NONE"}),
            ("apigatewayv2.integration_type.http", {"AWS_PROXY", "HTTP_PROXY"}),
            ("apigatewayv2.protocol_type", {"HTTP", "WEBSOCKET"}),
            ("wafv2.rate_evaluation_window", {"60", "120", "300", "600"}),
            ("wafv2.scope", {"CLOUDFRONT", "REGIONAL"}),
        ],
    )
    def test_known_sets(self, name: str, values: set[str]) -> None:
        assert set(facts.enumerations()[name]) == values

    def test_the_preflight_method_is_spelled_as_the_service_spells_it(self) -> None:
        methods = facts.enumerations()["apigateway.http_method"]
        assert "OPTIONS" in methods
        assert "OPTION" not in methods

    def test_rest_authorization_covers_every_kind_of_authorizer(self) -> None:
        known = facts.enumerations()
        lambda_authorizers = {"REQUEST", "TOKEN"}
        others = set(known["apigateway.authorizer_type"]) - lambda_authorizers
        assert {"NONE", "AWS_IAM", "CUSTOM"} | others == set(known["apigateway.authorization_type"])

    def test_sizes_stand_in_their_order(self) -> None:
        sizes = facts.enumerations()["apigateway.cache_cluster_size"]
        assert list(sizes) == sorted(sizes, key=float)

    def test_a_protocol_takes_no_more_than_the_service(self) -> None:
        known = facts.enumerations()
        for name, values in known.items():
            service, what, *protocol = name.split(".")
            if protocol:
                assert set(values) <= set(known[f"{service}.{what}"]), name

    def test_no_set_is_empty_and_none_repeats_a_value(self) -> None:
        for name, values in facts.enumerations().items():
            assert values, name
            assert len(set(values)) == len(values), name

    def test_they_agree_with_botocore(self, tool: ModuleType, models: dict[str, Any]) -> None:
        known = facts.enumerations()
        for name, kind in tool.SHAPES.items():
            assert set(known[name]) == set(models[name.split(".")[0]]["shapes"][kind]["enum"]), name


class TestTlsPolicies:
    @pytest.mark.parametrize(
        ("name", "minimum", "endpoint_types"),
        [
            ("TLS_1_0", "1.0", {"EDGE", "PRIVATE", "REGIONAL"}),
            ("TLS_1_2", "1.2", {"EDGE", "PRIVATE", "REGIONAL"}),
            ("SecurityPolicy_TLS13_1_2_2021_06", "1.2", {"PRIVATE", "REGIONAL"}),
            ("SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09", "1.2", {"PRIVATE", "REGIONAL"}),
            ("SecurityPolicy_TLS13_1_3_2025_09", "1.3", {"PRIVATE", "REGIONAL"}),
            ("SecurityPolicy_TLS13_1_3_FIPS_2025_09", "1.3", {"PRIVATE", "REGIONAL"}),
            ("SecurityPolicy_TLS12_2018_EDGE", "1.2", {"EDGE"}),
            ("SecurityPolicy_TLS12_PFS_2025_EDGE", "1.2", {"EDGE"}),
            ("SecurityPolicy_TLS13_2025_EDGE", "1.3", {"EDGE"}),
        ],
    )
    def test_a_name_states_its_lowest_version(self, name: str, minimum: str, endpoint_types: set[str]) -> None:
        policy = facts.tls_policies().policies[name]
        assert policy.minimum == minimum
        assert set(policy.endpoint_types) == endpoint_types
        assert policy.documented

    def test_every_policy_of_the_services_has_an_entry(self) -> None:
        known = facts.enumerations()
        names = {*known["apigateway.security_policy"], *known["apigatewayv2.security_policy"]}
        assert set(facts.tls_policies().policies) == names

    def test_every_policy_of_botocore_has_an_entry(self, models: dict[str, Any]) -> None:
        names = models["apigateway"]["shapes"]["SecurityPolicy"]["enum"]
        assert set(names) <= set(facts.tls_policies().policies)

    def test_a_policy_accepts_every_version_from_its_lowest(self) -> None:
        for name, policy in facts.tls_policies().policies.items():
            assert policy.accepts == VERSIONS[VERSIONS.index(policy.minimum) :], name

    def test_only_the_first_legacy_policy_accepts_less_than_1_2(self) -> None:
        weak = {name for name, policy in facts.tls_policies().policies.items() if policy.minimum < "1.2"}
        assert weak == {"TLS_1_0"}

    def test_enhanced_policies_fit_one_kind_of_endpoint(self) -> None:
        for name, policy in facts.tls_policies().policies.items():
            assert policy.enhanced == name.startswith("SecurityPolicy_")
            if policy.enhanced:
                assert ("EDGE" in policy.endpoint_types) == name.endswith("_EDGE"), name
                assert policy.endpoint_types in {("EDGE",), ("PRIVATE", "REGIONAL")}, name

    def test_every_endpoint_type_has_defaults_that_fit_it(self) -> None:
        known = facts.tls_policies()
        for defaults in (known.defaults.api, known.defaults.domain):
            assert set(defaults) == set(facts.enumerations()["apigateway.endpoint_type"])
            for endpoint, name in defaults.items():
                assert endpoint in known.policies[name].endpoint_types
        assert known.http_and_websocket in facts.enumerations()["apigatewayv2.security_policy"]


class TestAccessLogVariables:
    def test_there_is_a_table_for_every_api_type(self) -> None:
        assert set(facts.access_log_variables()) == {"REST", *facts.enumerations()["apigatewayv2.protocol_type"]}

    @pytest.mark.parametrize(("kind", "count"), [("REST", 86), ("HTTP", 51), ("WEBSOCKET", 53)])
    def test_a_table_has_the_rows_of_its_page(self, kind: str, count: int) -> None:
        assert len(facts.access_log_variables()[kind].variables) == count

    @pytest.mark.parametrize(
        ("role", "missing"),
        [("path", {"WEBSOCKET"}), ("caller", set()), ("latency", set()), ("operation", set()), ("request_id", set()),
         ("source_ip", set()), ("status", set()), ("time", set())],
    )  # fmt: skip
    def test_every_question_has_an_answer(self, role: str, missing: set[str]) -> None:
        tables = facts.access_log_variables()
        assert {kind for kind, table in tables.items() if role not in table.roles} == missing

    def test_answers_are_variables_of_the_same_type(self) -> None:
        for kind, table in facts.access_log_variables().items():
            named = {name for names in table.roles.values() for name in names} | set(table.sensitive)
            assert named <= set(table.variables), kind

    @pytest.mark.parametrize(
        ("kind", "name", "expected"),
        [
            ("REST", "$context.requestId", "$context.requestId"),
            ("REST", "$context.routeKey", None),
            ("HTTP", "$context.routeKey", "$context.routeKey"),
            ("HTTP", "$context.resourcePath", None),
            ("WEBSOCKET", "$context.path", None),
            ("REST", "$context.authorizer.error", "$context.authorizer.error"),
            ("REST", "$context.authorizer.tenant", "$context.authorizer."),
            ("REST", "$context.authorizer.claims.sub", "$context.authorizer.claims."),
            ("REST", "$context.authorizer.claims", None),
            ("REST", "$context.authorizer.", None),
            ("WEBSOCKET", "$context.authorizer.claims.sub", "$context.authorizer."),
        ],
    )
    def test_a_variable_is_found_in_its_own_type_only(self, kind: str, name: str, expected: str | None) -> None:
        assert facts.access_log_variables()[kind].resolve(name) == expected

    def test_a_measurement_of_the_authorizer_is_no_caller(self) -> None:
        table = facts.access_log_variables()["REST"]
        assert table.answers("caller", "$context.authorizer.principalId")
        assert table.answers("caller", "$context.authorizer.tenant")
        assert not table.answers("caller", "$context.authorizer.latency")
        assert not table.answers("path", "$context.nothing")

    def test_the_key_is_sensitive_and_its_id_is_not(self) -> None:
        table = facts.access_log_variables()["REST"]
        assert "$context.identity.apiKey" in table.sensitive
        assert "$context.identity.apiKeyId" not in table.sensitive


class TestMetrics:
    def test_there_is_a_table_for_every_api_type(self) -> None:
        assert set(facts.metrics().api_types) == set(facts.access_log_variables())

    def test_every_question_has_an_answer_among_the_metrics(self) -> None:
        for kind, table in facts.metrics().api_types.items():
            assert set(table.roles) == {"client_errors", "latency", "server_errors"}
            for members in table.roles.values():
                assert members
                assert set(members) <= set(table.metrics), kind

    @pytest.mark.parametrize(
        ("kind", "key", "names"),
        [
            ("REST", "ApiName", {"4XXError", "5XXError"}),
            ("HTTP", "ApiId", {"4xx", "5xx"}),
            ("WEBSOCKET", "ApiId", {"ClientError", "ExecutionError"}),
        ],
    )
    def test_names_and_dimensions_differ_by_type(self, kind: str, key: str, names: set[str]) -> None:
        table = facts.metrics().api_types[kind]
        assert names <= set(table.metrics)
        assert all(key in each for each in table.dimensions)
        assert table.detailed in table.dimensions
        assert {"Method", "Resource"} <= set(table.detailed)

    def test_a_regional_web_acl_has_a_region(self) -> None:
        assert facts.metrics().waf.regional == ("Region",)

    def test_keys_of_certificates_are_those_of_the_service(self) -> None:
        assert {"RSA_1024", "RSA_2048", "EC_prime256v1"} <= set(facts.enumerations()["acm.key_algorithm"])


class TestConditionKeys:
    @pytest.mark.parametrize(
        ("name", "narrows_to"),
        [
            ("aws:SourceIp", "network"),
            ("aws:SourceVpce", "network"),
            ("aws:sourcevpc", "network"),
            ("aws:PrincipalOrgID", "identity"),
            ("AWS:PRINCIPALARN", "identity"),
            ("aws:PrincipalTag/team", None),
            ("aws:Referer", None),
            ("aws:SecureTransport", None),
            ("aws:UserAgent", None),
        ],
    )
    def test_what_a_caller_can_choose_narrows_nothing(self, name: str, narrows_to: str | None) -> None:
        key = facts.narrowing_condition_keys().get(name)
        assert key is not None
        assert key.narrows_to == narrows_to

    def test_a_key_that_is_not_listed_is_not_known(self) -> None:
        assert facts.narrowing_condition_keys().get("aws:SourceAccount") is None

    def test_identity_needs_a_signature(self) -> None:
        for name, key in facts.narrowing_condition_keys().keys.items():
            if key.narrows_to == "identity":
                assert key.present == "signed", name
            assert key.why, name


class TestManagedRuleGroups:
    def test_the_groups_that_rules_ask_for_are_there(self) -> None:
        known = facts.managed_rule_groups()
        assert {"AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"} <= set(known)
        assert "SizeRestrictions_BODY" in known["AWSManagedRulesCommonRuleSet"].rules

    @pytest.mark.parametrize(
        ("group", "rule", "label"),
        [
            ("AWSManagedRulesCommonRuleSet", "UserAgent_BadBots_HEADER", "core-rule-set:BadBots_Header"),
            ("AWSManagedRulesKnownBadInputsRuleSet", "Log4JRCE_BODY", "known-bad-inputs:Log4JRCE_Body"),
            ("AWSManagedRulesSQLiRuleSet", "SQLi_NEW", "sql-database:SQLi_NEW"),
        ],
    )
    def test_labels(self, group: str, rule: str, label: str) -> None:
        assert facts.managed_rule_groups()[group].label(rule) == f"awswaf:managed:aws:{label}"


class TestTool:
    def test_the_files_are_what_it_writes(self, tool: ModuleType, models: dict[str, Any]) -> None:
        assert models
        assert tool.main(["--check"]) == 0

    def test_check_reports_a_difference_and_writes_nothing(
        self, tool: ModuleType, models: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert models
        assert tool.main(["--directory", str(tmp_path)]) == 0
        assert {path.name for path in tmp_path.iterdir()} == set(FILES)
        assert tool.main(["--check", "--directory", str(tmp_path)]) == 0
        changed = tmp_path / "tls_policies.json"
        content = json.loads(changed.read_bytes())
        content["policies"]["TLS_1_0"]["minimum"] = "1.2"
        changed.write_text(json.dumps(content), encoding="utf-8")
        (tmp_path / "enumerations.json").unlink()
        assert tool.main(["--check", "--directory", str(tmp_path)]) == 1
        assert "enumerations.json, tls_policies.json" in capsys.readouterr().err
        assert json.loads(changed.read_bytes()) == content
        assert not (tmp_path / "enumerations.json").exists()

    def test_another_version_that_says_the_same_is_no_difference(
        self, tool: ModuleType, models: dict[str, Any], tmp_path: Path
    ) -> None:
        assert models
        assert tool.main(["--directory", str(tmp_path)]) == 0
        for path in tmp_path.iterdir():
            content = json.loads(path.read_bytes()) | {"generated_from": {"botocore": "0.0.0"}}
            path.write_text(json.dumps(content), encoding="utf-8")
        assert tool.main(["--check", "--directory", str(tmp_path)]) == 0

    @pytest.mark.parametrize("name", ["TLS_2", "SecurityPolicy_QUIC_2030", "SecurityPolicy_TLS13_2025"])
    def test_a_policy_that_the_rule_does_not_read_stops_it(self, tool: ModuleType, name: str) -> None:
        with pytest.raises(SystemExit, match=name):
            tool.policy(name)

    def test_a_policy_that_contradicts_its_page_stops_it(
        self, tool: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(tool.STATED, "TLS_1_0", ("1.3",))
        with pytest.raises(SystemExit, match="TLS_1_0 reads as"):
            tool.policy("TLS_1_0")

    def test_a_source_that_changed_its_form_stops_it(self, tool: ModuleType) -> None:
        with pytest.raises(SystemExit, match="names no values"):
            tool.enumeration([], "Shape: documentation")


class TestIgnoredKeywords:
    def test_what_only_describes_limits_nothing(self) -> None:
        for version in ("2.0", "3.0.1", "3.1.0"):
            found = facts.ignored_keywords().constraints(version)
            assert {"exclusiveMinimum", "maxItems", "minItems", "readOnly"} <= found
            assert not {"default", "example", "deprecated", "maxLength", "required"} & found

    def test_one_of_depends_on_the_version(self) -> None:
        assert "oneOf" in facts.ignored_keywords().constraints("2.0")
        assert "oneOf" not in facts.ignored_keywords().constraints("3.0.1")
