"""What an integration invokes, and which permissions count for it."""

from __future__ import annotations

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.model.estate import Estate
from apigw_check.model.functions import Target, may_invoke
from apigw_check.model.gateway import Integration
from apigw_check.model.value import Unknown

FUNCTION = "arn:aws:lambda:eu-central-1:123456789012:function:orders"
INVOCATION = f"arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/{FUNCTION}/invocations"


def api(name: str = "web") -> object:
    return resource(f"aws_apigatewayv2_api.{name}", name=name, protocol_type="HTTP")


def function(name: str = "orders", **values: object) -> object:
    return resource(f"aws_lambda_function.{name}", **({"function_name": name, "timeout": 3} | values))


def integration(uri: object, name: str = "it", **values: object) -> object:
    given = {"api_id": ref("aws_apigatewayv2_api.web.id"), "integration_type": "AWS_PROXY", "integration_uri": uri}
    return resource(f"aws_apigatewayv2_integration.{name}", **given | values)


def permission(name: str = "it", **values: object) -> object:
    given = {
        "action": "lambda:InvokeFunction",
        "function_name": "orders",
        "principal": "apigateway.amazonaws.com",
        "source_arn": ref("aws_apigatewayv2_api.web.execution_arn"),
    }
    return resource(f"aws_lambda_permission.{name}", **given | values)


def only(found: Estate) -> Integration:
    (it,) = [each for one in found.apis for each in one.integrations]
    return it


def target(found: Estate) -> Target:
    answer = only(found).function
    assert isinstance(answer, Target)
    return answer


def allowed(*resources: object) -> bool | Unknown:
    found = estate(*resources)
    return may_invoke(target(found), only(found).api)


class TestTarget:
    @pytest.mark.parametrize("uri", [ref("var.uri"), "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/nowhere"])
    def test_a_function_without_a_name_is_called_by_what_leads_to_it(self, uri: object) -> None:
        found = target(estate(api(), integration(uri))).function
        assert found.name == "function behind integration aws_apigatewayv2_integration.it"

    @pytest.mark.parametrize("uri", [ref("aws_lambda_function.orders.invoke_arn"), FUNCTION, INVOCATION])
    def test_a_function_is_found_by_reference_and_by_name(self, uri: object) -> None:
        found = target(estate(api(), function(), integration(uri)))
        assert found.function.origin.address == "aws_lambda_function.orders"
        assert found.qualifier is None

    def test_an_alias_leads_to_its_function(self) -> None:
        alias = resource("aws_lambda_alias.live", name="live", function_name="orders", arn=ref())
        found = target(estate(api(), function(), alias, integration(ref("aws_lambda_alias.live.invoke_arn"))))
        assert (found.function.name, found.qualifier, found.alias) == (
            "function orders",
            "live",
            "aws_lambda_alias.live",
        )

    def test_a_qualifier_in_the_text(self) -> None:
        assert target(estate(api(), function(), integration(f"{FUNCTION}:live"))).qualifier == "live"

    def test_a_stage_variable_as_the_alias(self) -> None:
        found = target(
            estate(api(), function(), integration(INVOCATION.replace("orders/", "orders:${stageVariables.a}/")))
        )
        assert found.function.origin.address == "aws_lambda_function.orders"
        assert isinstance(found.qualifier, Unknown)

    def test_a_function_of_the_name_in_another_region_is_another(self) -> None:
        arn = FUNCTION.replace("eu-central-1", "us-east-1")
        found = target(estate(api(), function(arn=arn), integration(FUNCTION)))
        assert found.function.external

    def test_a_function_that_stands_elsewhere_is_a_subject_with_unknown_settings(self) -> None:
        found = estate(api(), integration(FUNCTION))
        (one,) = found.functions
        assert one.external
        assert isinstance(one.runtime, Unknown)
        assert one.origin.address == "aws_apigatewayv2_integration.it"

    def test_an_expression_that_cannot_be_followed(self) -> None:
        found = target(estate(api(), function(), integration(ref("terraform_data.x.output"))))
        assert found.function.external
        assert isinstance(found.function.function_name, Unknown)

    def test_count_zero_is_no_function(self) -> None:
        found = estate(api(), integration(ref("aws_lambda_function.gone")))
        assert target(found).function.external

    def test_other_services_invoke_none(self) -> None:
        assert only(estate(api(), integration(ref("x.y.z"), integration_subtype="SQS-SendMessage"))).function is None

    def test_the_functions_that_an_unknown_body_names_are_behind_its_api(self) -> None:
        body = ref("aws_lambda_function.orders.invoke_arn", "aws_lambda_function.orders")
        rest = resource("aws_api_gateway_rest_api.shop", name="shop", body=body)
        (one,) = estate(rest, function()).functions
        assert one.behind == "api shop"


class TestPermission:
    BASE = (api(), function(), integration(ref("aws_lambda_function.orders.invoke_arn")))

    def test_of_this_api(self) -> None:
        assert allowed(*self.BASE, permission()) is True

    def test_none(self) -> None:
        assert allowed(*self.BASE) is False

    @pytest.mark.parametrize(
        "values",
        [
            {"source_arn": ref("aws_apigatewayv2_api.other.execution_arn")},
            {"source_arn": "arn:aws:execute-api:eu-central-1:123456789012:abc/*"},
            {"source_arn": "arn:aws:sns:eu-central-1:123456789012:topic"},
            {"principal": "sns.amazonaws.com"},
            {"action": "lambda:GetFunction"},
            {"qualifier": "live"},
            {"function_url_auth_type": "NONE"},
        ],
    )
    def test_of_something_else(self, values: dict[str, object]) -> None:
        assert allowed(*self.BASE, api("other"), permission(**values)) is False

    @pytest.mark.parametrize(
        "values",
        [
            {"source_arn": None},
            {"source_arn": "arn:aws:execute-api:eu-central-1:123456789012:*"},
            {"principal": "*"},
            {"action": "lambda:*"},
            {"function_name": ref("aws_lambda_function.orders.arn")},
        ],
    )
    def test_wider_ones_count(self, values: dict[str, object]) -> None:
        assert allowed(*self.BASE, permission(**values)) is True

    @pytest.mark.parametrize(
        "values",
        [
            {"source_arn": ref("terraform_data.x.output")},
            {"function_name": ref("terraform_data.x.output")},
            {"principal": ref("terraform_data.x.output")},
            {"action": ref("terraform_data.x.output")},
            {"qualifier": ref("terraform_data.x.output")},
        ],
    )
    def test_unknown_ones_decide_nothing(self, values: dict[str, object]) -> None:
        assert isinstance(allowed(*self.BASE, permission(**values)), Unknown)

    def test_of_a_known_api_by_its_id(self) -> None:
        known = resource("aws_apigatewayv2_api.web", before={"id": "abc"}, id="abc", name="web", protocol_type="HTTP")
        source = "arn:aws:execute-api:eu-central-1:123456789012:abc/*/*"
        assert allowed(known, *self.BASE[1:], permission(source_arn=source)) is True

    def test_on_an_alias_by_reference(self) -> None:
        alias = resource("aws_lambda_alias.live", name="live", function_name="orders", arn=ref())
        through = (api(), function(), alias, integration(ref("aws_lambda_alias.live.invoke_arn")))
        assert allowed(*through, permission(qualifier=ref("aws_lambda_alias.live.name"))) is True
        assert allowed(*through, permission(qualifier="live")) is True
        assert allowed(*through, permission()) is False

    def test_for_one_authorizer_is_for_no_integration(self) -> None:
        authorizer = resource(
            "aws_apigatewayv2_authorizer.a",
            api_id=ref("aws_apigatewayv2_api.web.id"),
            name="a",
            authorizer_type="REQUEST",
            authorizer_uri=ref("aws_lambda_function.orders.invoke_arn"),
            id=ref(),
        )
        source = ref("aws_apigatewayv2_api.web.execution_arn", "aws_apigatewayv2_authorizer.a.id")
        found = estate(*self.BASE, authorizer, permission(source_arn=source))
        assert may_invoke(target(found), found.apis[0]) is False
        (one,) = found.apis[0].authorizers
        assert isinstance(one.function, Target)
        assert may_invoke(one.function, one.api, one) is True


def test_aliases_that_lead_to_each_other_lead_nowhere() -> None:
    one = resource("aws_lambda_alias.a", name="a", function_name=ref("aws_lambda_alias.b.function_name"))
    two = resource("aws_lambda_alias.b", name="b", function_name=ref("aws_lambda_alias.a.function_name"))
    found = estate(api(), one, two, integration(ref("aws_lambda_alias.a.invoke_arn")))
    assert target(found).function.external
