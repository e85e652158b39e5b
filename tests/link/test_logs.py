"""Where stages and web ACLs write their logs: by ARN, by reference, through modules, and what cannot be told."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.gateway import Stage
from apigw_check.model.logs import Destination
from apigw_check.model.value import Unknown

LATER = ref("terraform_data.later.output")
NEW_API = ref("aws_api_gateway_rest_api.shop.id")
ROLE_NAME = ref("aws_iam_role.logs.name")
STREAM = "arn:aws:kinesis:eu-central-1:123456789012:stream/x"
API = resource("aws_api_gateway_rest_api.shop", name="shop", id=ref())
GROUP_ARN = "arn:aws:logs:eu-central-1:123456789012:log-group:access"


def group(address: str = "aws_cloudwatch_log_group.access", **values: Any) -> Any:
    return resource(address, **({"name": "access", "retention_in_days": 30, "arn": ref()} | values))


def stage(destination: Any, name: str = "prod", api: Any = NEW_API) -> Any:
    references = {"references": list(destination.references)} if not isinstance(destination, str) else {}
    known = {"destination_arn": destination} if isinstance(destination, str) else {}
    made = resource(
        f"aws_api_gateway_stage.{name}",
        rest_api_id=api,
        stage_name=name,
        arn=ref(),
        access_log_settings=[known | {"format": "x"}],
    )
    made["change"]["after_unknown"]["access_log_settings"] = [{"destination_arn": not known}]
    made["expressions"]["access_log_settings"] = [{"destination_arn": references or {"constant_value": destination}}]
    return made


def only(found: Estate) -> Stage:
    (found_stage,) = [one for api in found.apis for one in api.stages]
    return found_stage


def target(*resources: Any) -> Any:
    return only(estate(API, *resources)).access_log


@pytest.mark.parametrize("arn", [GROUP_ARN, f"{GROUP_ARN}:*"])
def test_an_arn_leads_to_the_log_group_of_that_name(arn: str) -> None:
    found = target(stage(arn), group())
    assert isinstance(found, Destination)
    assert (found.service, found.external, found.retention_days) == ("log_group", False, 30)


@pytest.mark.parametrize(
    ("arn", "service", "name"),
    [
        (GROUP_ARN, "log_group", "access"),
        ("arn:aws-cn:firehose:cn-north-1:123456789012:deliverystream/logs", "firehose", "logs"),
        ("arn:aws:s3:::bucket/prefix", "bucket", "bucket"),
        (STREAM, "other", STREAM),
    ],
)  # fmt: skip
def test_an_arn_of_nothing_in_the_input(arn: str, service: str, name: str) -> None:
    found = target(stage(arn))
    assert (found.service, found.destination_name, found.external) == (service, name, True)


def test_a_reference_leads_to_the_log_group() -> None:
    assert target(stage(ref("aws_cloudwatch_log_group.access.arn")), group()).retention_days == 30


def test_logs_that_are_kept_for_ever() -> None:
    for days in (0, None):
        assert target(stage(GROUP_ARN), group(retention_in_days=days)).retention_days is None
    assert isinstance(target(stage(GROUP_ARN), group(retention_in_days=LATER)).retention_days, Unknown)


def test_one_of_several_log_groups_has_what_all_of_them_have() -> None:
    both = [
        group('aws_cloudwatch_log_group.many["a"]', name="a"),
        group('aws_cloudwatch_log_group.many["b"]', name="b"),
    ]
    found = target(stage(ref("aws_cloudwatch_log_group.many")), *both)
    assert (found.service, found.retention_days) == ("log_group", 30)
    assert isinstance(found.destination_name, Unknown)


def test_what_cannot_be_followed_is_unknown() -> None:
    assert isinstance(target(stage(LATER), group()), Unknown)


def test_a_log_group_that_is_not_made_is_none() -> None:
    # count = 0 leaves the block in the configuration, and no instance.
    assert isinstance(target(stage(ref("aws_cloudwatch_log_group.access.arn"))), Unknown)


def test_a_stage_without_access_log_has_no_destination() -> None:
    bare = resource(
        "aws_api_gateway_stage.prod", rest_api_id=ref("aws_api_gateway_rest_api.shop.id"), stage_name="prod"
    )
    assert target(bare, group()) is None


class TestExecutionLogs:
    NAME = ref("aws_api_gateway_rest_api.shop.id")

    def test_of_an_api_that_is_there(self) -> None:
        api = resource("aws_api_gateway_rest_api.shop", before={"name": "shop", "id": "abc"}, name="shop", id="abc")
        one = group(name="API-Gateway-Execution-Logs_abc/prod")
        other = group("aws_cloudwatch_log_group.other", name="API-Gateway-Execution-Logs_abc/test")
        found = only(estate(api, stage(GROUP_ARN, api="abc"), one, other))
        assert found.execution_log is not None
        assert found.execution_log.origin.address == "aws_cloudwatch_log_group.access"

    def test_of_a_new_api(self) -> None:
        found = only(estate(API, stage(GROUP_ARN), group(name=self.NAME)))
        assert found.execution_log is not None

    def test_an_access_log_is_none(self) -> None:
        found = only(estate(API, stage(ref("aws_cloudwatch_log_group.access.arn")), group(name=self.NAME)))
        assert found.execution_log is None

    def test_of_one_of_two_stages(self) -> None:
        found = estate(API, stage(GROUP_ARN, "a"), stage(GROUP_ARN, "b"), group(name=self.NAME))
        for one in found.apis[0].stages:
            assert one.execution_log is None
            assert len(one.execution_log_candidates) == 1


class TestAccountRole:
    ROLE = resource("aws_iam_role.logs", name="logs", arn=ref(), id=ref())
    ACCOUNT = resource("aws_api_gateway_account.this", cloudwatch_role_arn=ref("aws_iam_role.logs.arn"))

    def writes(self, *resources: Any) -> Any:
        role = only(estate(API, stage(GROUP_ARN), *resources)).account_role
        return None if role is None else role.writes

    def attachment(self, arn: Any, role: Any = ROLE_NAME) -> Any:
        return resource("aws_iam_role_policy_attachment.logs", role=role, policy_arn=arn)

    def test_no_account_settings(self) -> None:
        assert self.writes(self.ROLE) is None

    @pytest.mark.parametrize(
        ("arn", "expected"),
        [
            ("arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs", True),
            ("arn:aws-cn:iam::aws:policy/AdministratorAccess", True),
        ],
    )
    def test_policies_of_aws(self, arn: str, expected: bool) -> None:
        assert self.writes(self.ROLE, self.ACCOUNT, self.attachment(arn)) is expected
        assert self.writes(self.ROLE, self.ACCOUNT, self.attachment(arn, role="logs")) is expected

    def test_a_role_without_a_policy_writes_nothing(self) -> None:
        assert self.writes(self.ROLE, self.ACCOUNT) is False
        other = self.attachment("arn:aws:iam::aws:policy/AdministratorAccess", role="another")
        assert self.writes(self.ROLE, self.ACCOUNT, other) is False

    def test_account_settings_without_a_role(self) -> None:
        assert self.writes(resource("aws_api_gateway_account.this")) is False

    @pytest.mark.parametrize("arn", ["arn:aws:iam::123456789012:policy/logs", LATER])
    def test_policies_elsewhere(self, arn: Any) -> None:
        assert isinstance(self.writes(self.ROLE, self.ACCOUNT, self.attachment(arn)), Unknown)

    def test_a_role_elsewhere(self) -> None:
        account = resource("aws_api_gateway_account.this", cloudwatch_role_arn="arn:aws:iam::123456789012:role/x")
        assert isinstance(self.writes(account), Unknown)

    @pytest.mark.parametrize(("action", "expected"), [("logs:*", True), ("logs:Put?ogEvents", True), ("s3:*", False)])
    def test_own_policies(self, action: str, expected: bool) -> None:
        text = f'{{"Statement": [{{"Effect": "Allow", "Action": "{action}", "Resource": "*"}}]}}'
        policy = resource("aws_iam_role_policy.logs", role=ref("aws_iam_role.logs.id"), policy=text)
        assert self.writes(self.ROLE, self.ACCOUNT, policy) is expected


@pytest.mark.parametrize(
    ("name", "prefix", "external", "expected"),
    [
        ("aws-waf-logs-x", None, False, True),
        ("waf", None, False, False),
        (None, "aws-waf-logs-", False, True),
        (None, "other-", False, False),
        (None, None, False, False),
    ],
)
def test_what_a_name_begins_with(name: Any, prefix: Any, external: bool, expected: bool) -> None:
    origin = only(estate(API, stage(GROUP_ARN))).origin
    found = Destination(origin, "bucket", name, name_prefix=prefix, external=external)
    assert found.begins_with("aws-waf-logs-") is expected


def test_what_a_name_begins_with_may_be_unknown() -> None:
    origin = only(estate(API, stage(GROUP_ARN))).origin
    for found in (
        Destination(origin, "bucket", Unknown()),
        Destination(origin, "bucket", None, name_prefix="aws-"),
        Destination(origin, "bucket", None, external=True),
    ):
        assert isinstance(found.begins_with("aws-waf-logs-"), Unknown)
