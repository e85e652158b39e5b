"""What all tests share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("apigw-check")

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# What tests did, by what it is called: printed at the end, so that a suite that has become empty is seen.
COUNTS: pytest.StashKey[Counter[str]] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[COUNTS] = Counter()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was counted."""
    counts = config.stash[COUNTS]
    if counts:
        terminalreporter.section("what was done")
        for what, number in sorted(counts.items()):
            terminalreporter.write_line(f"{number:6} {what}")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the real command, by default in an empty folder and an environment without its variables."""

    def command(*arguments: object, cwd: Path = tmp_path, stdin: bytes = b"", **environment: str) -> Any:
        env = {name: value for name, value in os.environ.items() if not name.startswith("APIGW_CHECK_")}
        env |= {"NO_COLOR": "1", "COLUMNS": "100", **environment}
        done = subprocess.run(
            [str(COMMAND), *map(str, arguments)], cwd=cwd, env=env, input=stdin, capture_output=True, check=False
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


def effort(function: Callable[[], object]) -> int:
    """How many calls a function makes, of Python and of C: what tells growth without a clock."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function()
    finally:
        sys.setprofile(before)
    return calls


def change(address: str, type_: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A `resource_changes` entry that creates a resource of the root module with known values."""
    body = {"actions": ["create"], "before": None, "after": values, "after_unknown": {}, **more.pop("change", {})}
    name = address.rpartition(".")[2]
    return {"address": address, "mode": "managed", "type": type_, "name": name, "change": body, **more}


def plan_of(*changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A plan in the form of `terraform show -json`, with the given changes."""
    resources = [
        {"address": c["address"], "mode": c["mode"], "type": c["type"], "name": c["name"], "expressions": {}}
        for c in changes
    ]
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "resource_changes": list(changes),
        "configuration": {"root_module": {"resources": resources}},
        **more,
    }


def write(path: Path, plan: object) -> Path:
    """Writes a plan as JSON and returns its path."""
    path.write_text(json.dumps(plan))
    return path


@pytest.fixture
def open_route() -> dict[str, Any]:
    """A plan with one finding of high severity: an HTTP API with a route that anyone can call."""
    return plan_of(
        change(
            "aws_apigatewayv2_api.shop", "aws_apigatewayv2_api", {"name": "shop", "protocol_type": "HTTP", "id": "a1"}
        ),
        change(
            "aws_apigatewayv2_route.orders",
            "aws_apigatewayv2_route",
            {"api_id": "a1", "route_key": "GET /orders", "authorization_type": "NONE", "target": "integrations/i1"},
        ),
        change(
            "aws_apigatewayv2_integration.orders",
            "aws_apigatewayv2_integration",
            {"api_id": "a1", "id": "i1", "integration_type": "HTTP_PROXY", "integration_uri": "https://b.example.com"},
        ),
    )
