"""The route table: postures, unknowns, text at several widths, JSON, speed."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest
from msgspec import structs
from report_samples import origin
from rich.cells import cell_len

from apigw_check.inventory import Gateway, Undetermined, inventory
from apigw_check.model.estate import Estate
from apigw_check.model.gateway import REST, WEBSOCKET, Api, Domain, Mapping, Route, Setting, Stage
from apigw_check.model.value import Unknown
from apigw_check.report.document import Input
from apigw_check.report.inventory import render_inventory, render_inventory_json
from apigw_check.report.redact import Redactor, plain
from apigw_check.report.table import Table
from apigw_check.report.terminal import Terminal

SCHEMA = Path(__file__).parents[2] / "policies/schema/report-v1.json"


def gateways(estate: Estate) -> list[Gateway]:
    return inventory(estate, Redactor().clean, plain)


def table(estate: Estate, width: int = 130, *, color: bool = False) -> str:
    stream = io.StringIO()
    render_inventory(gateways(estate), stream, color=color, width=width)
    return stream.getvalue()


@pytest.mark.parametrize("width", [80, 130])
def test_golden_text(made: SimpleNamespace, width: int, golden: Callable[[str, str], None]) -> None:
    text = table(made.estate, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    golden(f"inventory-{width}.txt", text)


def test_json_is_the_part_of_the_report_that_it_shows(made: SimpleNamespace) -> None:
    shown = json.loads(
        render_inventory_json(gateways(made.estate), inputs=[Input("plan.json", "plan")], tool_version="1")
    )
    schema = json.loads(SCHEMA.read_text())
    schema["$ref"] = "#/$defs/Gateway"
    for gateway in shown["gateways"]:
        jsonschema.validate(gateway, schema, cls=jsonschema.Draft202012Validator)
    assert (shown["version"], shown["inputs"]) == (1, [{"path": "plan.json", "kind": "plan"}])


def test_each_route_has_a_posture_for_each_stage_in_order(made: SimpleNamespace) -> None:
    shop, _ = gateways(made.estate)
    assert [[stage.stage for stage in route.stages] for route in shop.routes] == [["prod", "test"]] * 4
    assert [route.stages[0].throttle.rate for route in shop.routes] == [10, 100, 100, 100]


def test_unknowns_say_why(made: SimpleNamespace) -> None:
    shop, events = gateways(made.estate)
    assert shop.routes[3].authorization == Undetermined("depends on var.auth")
    assert shop.routes[3].integration is not None
    assert shop.routes[3].integration.type == Undetermined("known only after apply")
    assert events.name == Undetermined("known only after apply")
    assert events.unseen is not None
    assert events.unseen.reason == "the body is known only after apply"
    assert [stage.stage for stage in events.unseen.stages] == ["$default"]


def test_an_access_log_that_is_known_after_apply_is_there(made: SimpleNamespace) -> None:
    shop, _ = gateways(made.estate)
    assert [stage.logging.access for stage in shop.routes[0].stages] == [True, False]


def test_settings_that_cannot_be_placed_leave_the_values_open(made: SimpleNamespace) -> None:
    made.test.settings_unread = Unknown("the method path is not known")
    made.test.web_acl_unread = Unknown("which web ACL is not known")
    shop, _ = gateways(made.estate)
    stage = shop.routes[0].stages[1]
    assert stage.throttle.rate == stage.logging.execution == Undetermined("the method path is not known")
    assert stage.web_acls == Undetermined("which web ACL is not known")
    assert "?/?" in table(made.estate)


def test_minus_one_is_no_limit(made: SimpleNamespace) -> None:
    made.test.settings.append(Setting(made.test.origin, "*/*", -1.0, -1))
    shop, _ = gateways(made.estate)
    assert shop.routes[0].stages[1].throttle.rate is None
    assert shop.routes[0].stages[1].throttle.burst is None


def test_which_domains_lead_to_a_stage(made: SimpleNamespace) -> None:
    def domains() -> list[Any]:
        return [stage.domains for stage in gateways(made.estate)[0].routes[0].stages]

    assert [len(found) for found in domains()] == [1, 0]
    made.api.mappings[0] = Mapping(made.domain.origin, made.domain, made.api, None, None, None)
    assert [len(found) for found in domains()] == [1, 1], "a mapping without a stage leads to all of them"
    made.api.mappings[0] = Mapping(made.domain.origin, made.domain, made.api, Unknown("some stage"), Unknown(), None)
    assert domains() == [Undetermined("some stage")] * 2
    made.api.mappings.clear()
    made.estate.mappings[:] = [Mapping(made.domain.origin, made.domain, Unknown("some API"), None, None, None)]
    assert domains() == [Undetermined("some API")] * 2


def test_domains_of_every_sort(made: SimpleNamespace) -> None:
    elsewhere = Domain(origin=origin("aws_api_gateway_domain_name"), family="v1", domain_name="x", external=True)
    unset = Domain(origin=origin("aws_api_gateway_domain_name"), family="v1", domain_name="y")
    made.api.mappings[:] = [
        Mapping(made.domain.origin, each, made.api, made.prod, "prod", None) for each in (elsewhere, unset, None)
    ]
    found = gateways(made.estate)[0].routes[0].stages[0].domains
    assert isinstance(found, list)
    assert [domain.tls for domain in found] == [
        Undetermined("the domain is defined elsewhere"),
        None,
        Undetermined("the domain is not in the input"),
    ]
    assert "?, default" in table(made.estate, 200)


def test_websocket_routes_are_authorized_at_connect() -> None:
    api = Api(origin=origin("aws_apigatewayv2_api", "chat"), protocol=WEBSOCKET, api_name="chat")
    for key in ("$connect", "$default"):
        api.routes.append(
            Route(
                origin=origin("aws_apigatewayv2_route", key), api=api, method=None, path=None, authorization="NONE",
                route_key=key,
            )
        )  # fmt: skip
    text = table(Estate(apis=[api]))
    assert "chat · WebSocket API · no stage" in text
    connect, default = (line for line in text.splitlines() if line.startswith("$"))
    assert "NONE" in connect
    assert "at $connect" in default


def test_apis_without_routes_and_without_names_are_listed() -> None:
    bare = Api(origin=origin("aws_api_gateway_rest_api", "bare"), protocol=REST, api_name=Unknown())
    far = Api(origin=structs.replace(bare.origin, address=""), protocol=Unknown("elsewhere"), external=True)
    bare.stages.append(Stage(origin=origin("aws_api_gateway_stage", "s"), api=bare, stage_name=Unknown()))
    text = table(Estate(apis=[bare, far]))
    assert "aws_api_gateway_rest_api.bare · REST API · stage ? · no routes" in text
    assert "(elsewhere) · HTTP or WebSocket API · no stage · no routes" in text
    assert table(Estate()) == "no gateways\n"


def test_strings_are_cleaned(made: SimpleNamespace) -> None:
    made.api.api_name = "shop\x1b[31m"
    made.api.routes[0].path = "/hunter2/[red]"
    stream = io.StringIO()
    render_inventory(inventory(made.estate, Redactor(["hunter2"]).clean, plain), stream, color=False, width=200)
    assert "hunter2" not in stream.getvalue()
    assert "\x1b" not in stream.getvalue()
    assert "GET /(sensitive value)/[red]" in stream.getvalue()


def test_cells_are_folded_at_separators() -> None:
    terminal = Terminal(io.StringIO(), color=False, width=40)
    made = Table(("ROUTE", "WHAT"), [[("GET /partners/{partner}/users/注文注文注文", ""), ("x" * 40, "")]], terminal)
    row = made.row([("GET /partners/{partner}", ""), ("y", "")])
    lines = ["".join(text for text, _ in line).rstrip() for line in row]
    assert lines[0].startswith("GET /partners/")
    assert all(cell_len(line) <= 40 for line in lines)
    assert "".join(line[:22].strip() for line in lines).replace("y", "") == "GET /partners/{partner}"
    assert not made.fits


def test_ten_thousand_routes_take_time_in_proportion(made: SimpleNamespace) -> None:
    first = made.api.routes[0]

    def seconds(count: int) -> float:
        made.api.routes = [
            structs.replace(first, path=f"/orders/{at}", origin=origin("aws_api_gateway_method", f"m{at}"))
            for at in range(count)
        ]
        best = float("inf")
        for _ in range(3):
            made.prod.memo.clear()
            made.test.memo.clear()
            start = time.perf_counter()
            text = table(made.estate)
            best = min(best, time.perf_counter() - start)
        assert text.count("GET /orders/") == 2 * count
        return best

    assert seconds(10_000) < 30 * seconds(1_000)
