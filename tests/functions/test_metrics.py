"""examples/rest-openapi: custom metrics in the embedded metric format."""

from __future__ import annotations

import json

import pytest

from tests.functions.sources import load

module = load("rest-openapi", "catalogue.metrics")


def test_a_line_is_as_the_specification_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.time, "time", lambda: 1700000000.5)
    metrics = module.Metrics("shop", {"Route": "GET /products", "Api": "main"})
    metrics.add("Errors", 0)
    metrics.add("Duration", 12.5, "Milliseconds")
    metrics.add("Duration", 13.5, "Milliseconds")
    metrics.note("requestId", "r-1")
    metrics.flush()
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    assert json.loads(lines[0]) == {
        "_aws": {
            "Timestamp": 1700000000500,
            "CloudWatchMetrics": [
                {
                    "Namespace": "shop",
                    "Dimensions": [["Api", "Route"]],
                    "Metrics": [{"Name": "Errors", "Unit": "Count"}, {"Name": "Duration", "Unit": "Milliseconds"}],
                }
            ],
        },
        "Api": "main",
        "Route": "GET /products",
        "Errors": 0,
        "Duration": [12.5, 13.5],
        "requestId": "r-1",
    }


def test_every_named_field_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """CloudWatch drops a line whose definition names what it does not hold."""
    metrics = module.Metrics("shop", {"Route": "x"})
    metrics.add("Count", 1)
    metrics.flush()
    line = json.loads(capsys.readouterr().out)
    definition = line["_aws"]["CloudWatchMetrics"][0]
    assert {*definition["Dimensions"][0], *(metric["Name"] for metric in definition["Metrics"])} <= line.keys()


def test_nothing_measured_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    metrics = module.Metrics("shop", {})
    metrics.flush()
    metrics.add("Count", 1)
    metrics.flush()
    metrics.flush()
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_limits_of_the_specification() -> None:
    with pytest.raises(ValueError, match="30 dimensions"):
        module.Metrics("shop", {str(number): "x" for number in range(31)})
    metrics = module.Metrics("shop", {})
    for number in range(100):
        metrics.add(str(number), 1)
    with pytest.raises(ValueError, match="100 metrics"):
        metrics.add("one more", 1)


def test_a_name_has_one_unit() -> None:
    metrics = module.Metrics("shop", {})
    metrics.add("Duration", 1, "Milliseconds")
    with pytest.raises(ValueError, match="Duration is in Milliseconds"):
        metrics.add("Duration", 1)
