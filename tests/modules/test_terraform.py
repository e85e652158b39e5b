"""terraform's own verdict: format, validity, the modules' tests, and the plans of examples and demos."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import tftest

import module_docs
import plans
from terraform_env import run_terraform
from tests.conftest import COUNTS
from tests.modules.conftest import REPOSITORY

MODULES = module_docs.module_folders()
EXAMPLES = sorted(path.parent for path in (REPOSITORY / "examples").glob("*/main.tf"))
DEMOS = sorted(path.parent for path in (REPOSITORY / "tests/demo").glob("*/main.tf"))

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def ident(folder: Path) -> str:
    return str(folder.relative_to(REPOSITORY))


@pytest.mark.parametrize("folder", ["modules", "examples", "tests/demo", "tests/emulators/fixtures", "versions.tf"])
def test_format(folder: str, terraform: Mapping[str, str]) -> None:
    done = run_terraform(REPOSITORY, "fmt", "-check", "-recursive", "-diff", folder, env=terraform, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", MODULES, ids=ident)
def test_module(folder: Path, tmp_path: Path, terraform: Mapping[str, str], pytestconfig: pytest.Config) -> None:
    """`terraform validate` and `terraform test`, in a copy, with one init for both."""
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".terraform*", "build"))
    run_terraform(copy, "init", "-input=false", env=terraform)
    validated = json.loads(run_terraform(copy, "validate", "-json", env=terraform, check=False).stdout)
    assert validated["diagnostics"] == []
    tested = run_terraform(copy, "test", "-no-color", env=terraform, check=False)
    assert tested.returncode == 0, tested.stdout + tested.stderr
    ran = len(
        re.findall(
            r"^run ", "\n".join(path.read_text("utf-8") for path in folder.glob("tests/*.tftest.hcl")), re.MULTILINE
        )
    )
    assert f"Success! {ran} passed, 0 failed." in tested.stdout
    pytestconfig.stash[COUNTS]["terraform test runs"] += ran


@pytest.mark.parametrize("folder", EXAMPLES, ids=ident)
def test_example_plans_as_committed(folder: Path, terraform: Mapping[str, str]) -> None:
    with plans.scratch_copy(folder) as copy:
        planner = tftest.TerraformTest(str(copy), env=dict(terraform))
        planner.setup(cleanup_on_exit=False)
        validated = json.loads(run_terraform(copy, "validate", "-json", env=terraform, check=False).stdout)
        assert validated["diagnostics"] == []
        planned = planner.plan(output=True)
    committed = tftest.TerraformPlanOutput(json.loads((folder / plans.PLAN).read_text(encoding="utf-8")))
    assert planned.resource_changes == committed.resource_changes
    assert planned.outputs == committed.outputs
    assert planned.variables == committed.variables


@pytest.mark.parametrize("folder", [*EXAMPLES, *DEMOS], ids=ident)
def test_plan_is_committed_byte_for_byte(folder: Path, terraform: Mapping[str, str]) -> None:
    text, warnings = plans.make_plan(folder, terraform)
    assert text == (folder / plans.PLAN).read_text(encoding="utf-8"), "run: python tools/plans.py"
    if folder in EXAMPLES:
        assert warnings == ""


def test_demo_of_a_change_holds_every_action() -> None:
    plan = json.loads((REPOSITORY / "tests/demo/rest-crud-change" / plans.PLAN).read_text(encoding="utf-8"))
    actions = {tuple(change["change"]["actions"]) for change in plan["resource_changes"]}
    assert actions == {("no-op",), ("create",), ("update",), ("delete",), ("forget",), ("create", "delete")}
    assert [change["previous_address"] for change in plan["resource_changes"] if "previous_address" in change] != []
