"""A small estate with one finding of each sort, built by hand, and a locator over sources in a string."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from msgspec import Struct

from apigw_check.engine import EXISTING, FIXED, NEW, WORSENED, Judgement, Result, RuleCrash, Selected
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import (
    HTTP,
    REST,
    Api,
    Authorizer,
    Domain,
    Integration,
    Mapping,
    Route,
    Setting,
    Stage,
    WebAcl,
)
from apigw_check.model.origin import Origin
from apigw_check.model.value import Unknown
from apigw_check.report.document import Document, Input, build
from apigw_check.report.redact import Redactor
from apigw_check.rules.base import FAIL, HIGH, LOW, MEDIUM, UNDECIDED, Params, Rule, Spot

MAIN = """\
resource "aws_api_gateway_method" "orders" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "prod"
}

resource "aws_api_gateway_integration" "orders" {
\ttype\t= "AWS_PROXY" # 注文
}
"""


class Located(Struct, frozen=True):
    """A place as `locate` gives it."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    role: str = "primary"
    note: str = ""


class Sources:
    """Finds `(address, attribute)` in a table and snippets in a string; counts how often it is asked."""

    def __init__(self, table: dict[tuple[str, str], list[Located]], text: str = MAIN, file: str = "main.tf") -> None:
        self.table = table
        self.lines = text.split("\n")
        self.file = file
        self.asked: list[tuple[str, object]] = []
        self.notes: list[str] = []

    def locate(
        self, address: str, attribute: Sequence[str | int] | None = None, pointer: str | None = None
    ) -> list[Located]:
        self.asked.append((address, attribute))
        return self.table.get((address, ".".join(map(str, attribute or ()))), [])

    def snippet(self, file: str, line: int, end_line: int) -> list[str]:
        return self.lines[line - 1 : end_line] if file == self.file else []


def rule(number: int, slug: str, title: str, subject: Any, severity: str) -> Rule:
    return Rule(id=f"APIGW-{number}", slug=slug, title=title, subject=subject, severity=severity)


AUTH = rule(101, "route-without-authorization", "Route without authorization", Route, HIGH)
LOGS = rule(301, "access-logging-off", "Access logging is off", Stage, MEDIUM)
RATE = rule(401, "throttling-missing", "Stage without throttling", Stage, MEDIUM)
NAME = rule(606, "integration-timeout", "Integration timeout is long", Integration, LOW)


def origin(kind: str, name: str = "", **more: Any) -> Origin:
    return Origin(f"{kind}.{name}" if name else kind, kind, input="plan.json", **more)


def shop() -> SimpleNamespace:
    """A REST API with two stages, four routes, a domain and a web ACL; and an HTTP API without stages."""
    api = Api(origin=origin("aws_api_gateway_rest_api", "shop"), protocol=REST, api_name="shop")
    users = Authorizer(
        origin=origin("aws_api_gateway_authorizer", "users"),
        api=api,
        authorizer_name="users",
        type="COGNITO_USER_POOLS",
    )
    backend = Integration(
        origin=origin("aws_api_gateway_integration", "orders"), api=api, type="AWS_PROXY", service="lambda"
    )
    mock = Integration(origin=origin("aws_api_gateway_integration", "options"), api=api, type="MOCK")

    def route(name: str, method: str | Unknown, path: str, auth: Any, integration: Any, **more: Any) -> Route:
        return Route(
            origin=origin("aws_api_gateway_method", name),
            api=api,
            method=method,
            path=path,
            authorization=auth,
            integration=integration,
            **more,
        )

    api.routes += [
        route("orders", "GET", "/orders", "NONE", backend),
        route(
            "create", "POST", "/orders", "COGNITO_USER_POOLS", backend,
            authorizer=users, api_key_required=True, validates_body=True, validates_parameters=False,
        ),
        route("options", "OPTIONS", "/orders", "NONE", mock),
        route("item", "GET", "/orders/{id}", Unknown("depends on var.auth"), Unknown(), validates_body=Unknown()),
    ]  # fmt: skip
    prod = Stage(
        origin=origin("aws_api_gateway_stage", "prod"),
        api=api,
        stage_name="prod",
        access_log_destination=Unknown(),
        settings=[
            Setting(origin("aws_api_gateway_method_settings", "all"), "*/*", 100.0, 50, "ERROR"),
            Setting(origin("aws_api_gateway_method_settings", "get"), "orders/GET", 10.0, 5, "INFO", True),
        ],
    )
    test = Stage(origin=origin("aws_api_gateway_stage", "test"), api=api, stage_name="test")
    acl = WebAcl(origin=origin("aws_wafv2_web_acl", "shield"), acl_name="shield")
    prod.web_acls.append(acl)
    api.stages += [prod, test]
    domain = Domain(
        origin=origin("aws_api_gateway_domain_name", "shop"),
        family="v1",
        domain_name="shop.example.com",
        security_policy="TLS_1_2",
    )
    api.mappings.append(Mapping(origin("aws_api_gateway_base_path_mapping", "shop"), domain, api, prod, "prod", "v1"))
    events = Api(origin=origin("aws_apigatewayv2_api", "events"), protocol=HTTP, api_name=Unknown())
    events.unread = Unknown("the body is known only after apply")
    live = Stage(origin=origin("aws_apigatewayv2_stage", "live"), api=events, stage_name="$default")
    events.stages.append(live)
    estate = Estate(apis=[api, events], domains=[domain], web_acls=[acl], mappings=list(api.mappings))
    return SimpleNamespace(estate=estate, api=api, prod=prod, test=test, events=events, backend=backend, domain=domain)


def result(checked: Rule, subject: Any, message: str, *spots: Spot, **more: Any) -> Result:
    given = {"verdict": FAIL, "severity": checked.severity, "change": NEW, "fingerprint": "f" * 32} | more
    return Result(rule=checked, subject=subject, message=message, spots=spots or (Spot(subject.origin),), **given)


def sample() -> SimpleNamespace:
    """One finding of each sort: new, worsened, existing, fixed, waived, undecided."""
    made = shop()
    orders, create, _, item = made.api.routes
    findings = [
        result(
            AUTH,
            orders,
            "anyone can call GET /orders: it has no authorization",
            Spot(orders.origin, "authorization"),
            Spot(made.backend.origin, "type", "what it reaches"),
            fix="set an authorization type (AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT), or list it in public_routes",
            fingerprint="1" * 32,
        ),
        result(LOGS, made.test, "stage test writes no access log", change=WORSENED, fingerprint="2" * 32),
        result(
            RATE,
            made.prod,
            "stage prod has no throttling for 3 routes",
            change=EXISTING,
            fingerprint="3" * 32,
            status="waived",
            status_reason="load test until May",
        ),
        result(NAME, made.backend, "the timeout is 29 s", change=EXISTING, fingerprint="4" * 32),
        result(
            AUTH,
            item,
            "the authorization type is not known: depends on var.auth",
            Spot(item.origin, "authorization"),
            verdict=UNDECIDED,
            fingerprint="5" * 32,
        ),
        result(AUTH, create, "anyone could call POST /orders", change=FIXED, fingerprint="6" * 32),
    ]
    made.judgement = Judgement(findings=findings, passed=28, not_applicable=4)
    made.sources = Sources(
        {
            ("aws_api_gateway_method.orders", "authorization"): [Located("main.tf", 5, 3, 5, 25)],
            ("aws_api_gateway_stage.test", ""): [
                Located("stage.tf", 3, 1, 3, 12),
                Located("modules/stage/main.tf", 1, 1, 1, 40, "related", "declared here"),
            ],
            ("aws_api_gateway_stage.prod", ""): [Located("main.tf", 8, 1, 8, 42)],
            ("aws_api_gateway_integration.orders", "type"): [Located("main.tf", 14, 2, 14, 20)],
            ("aws_api_gateway_integration.orders", ""): [Located("main.tf", 13, 1, 15, 2)],
        }
    )
    made.selection = [Selected(each, each.severity, Params({})) for each in (AUTH, LOGS, RATE, NAME)]
    made.titles = {each.id: each.title for each in (AUTH, LOGS, RATE, NAME)}
    return made


def document(made: SimpleNamespace, **more: Any) -> Document:
    """The report of a sample."""
    given = {
        "inputs": [Input("plan.json", "plan")],
        "locators": {"plan.json": made.sources},
        "redactor": Redactor(),
        "tool_version": "1.2.3",
    } | more
    return build(made.judgement, made.estate, **given)


def crash() -> RuleCrash:
    return RuleCrash("APIGW-404", "stage prod", "KeyError: 'x'")
