"""What holds for the sources of every module, read without terraform."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import module_docs
import plans
from tests.modules.conftest import REPOSITORY

MODULES = module_docs.module_folders()
EXAMPLES = sorted(path.parent for path in (REPOSITORY / "examples").glob("*/main.tf"))

module = pytest.mark.parametrize("folder", MODULES, ids=lambda folder: str(folder.relative_to(REPOSITORY / "modules")))
both = pytest.mark.parametrize("folder", [*MODULES, *EXAMPLES], ids=lambda folder: str(folder.relative_to(REPOSITORY)))

TERRAFORM_BLOCK = re.compile(r"^terraform \{\n.*?^\}", re.MULTILINE | re.DOTALL)


def test_there_are_modules_and_examples() -> None:
    assert {"rest-api", "logging", "lambda-function"} <= {folder.name for folder in MODULES}
    assert EXAMPLES


@both
def test_versions_are_those_that_the_repository_is_tested_with(folder: Path) -> None:
    tested = TERRAFORM_BLOCK.search((REPOSITORY / "versions.tf").read_text(encoding="utf-8"))
    own = TERRAFORM_BLOCK.search((folder / "versions.tf").read_text(encoding="utf-8"))
    assert tested is not None
    assert own is not None
    assert own[0] == tested[0]


@both
@pytest.mark.parametrize("kind", ["variable", "output"])
def test_variables_and_outputs_are_in_order_and_described(folder: Path, kind: str) -> None:
    blocks = module_docs.blocks(folder, kind)
    names = [block.name for block in blocks]
    assert names == sorted(names)
    assert [block.name for block in blocks if not block.description.strip()] == []
    assert [block.name for block in blocks if not block.description.rstrip().endswith((".", "`"))] == []


@module
def test_variables_are_typed_and_collections_are_never_null(folder: Path) -> None:
    for variable in module_docs.blocks(folder, "variable"):
        kind = variable.arguments["type"]
        # An OpenAPI document has no type that Terraform could state.
        assert kind != "any" or variable.name == "body", variable.name
        if kind.startswith(("map(", "list(", "set(")):
            assert variable.arguments.get("nullable") == "false", variable.name


@module
def test_outputs_are_attributes(folder: Path) -> None:
    whole_resource = re.compile(r"^(?:module|aws_\w+)\.\w+(?:\[[^\]]*\])?$")
    assert [
        output.name
        for output in module_docs.blocks(folder, "output")
        if whole_resource.match(output.arguments["value"])
    ] == []


@module
def test_files_are_those_of_a_module(folder: Path) -> None:
    allowed = re.compile(r"^(versions|variables|locals|main|checks|outputs|(main|locals)\.[a-z_]+)\.tf$")
    assert [path.name for path in folder.glob("*.tf") if not allowed.match(path.name)] == []
    assert list((folder / "tests").glob("*.tftest.hcl")) != []


@module
def test_every_validation_and_check_is_expected_to_fail_somewhere(folder: Path) -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (folder / "tests").glob("*.tftest.hcl"))
    expected = set(
        re.findall(r"\b((?:var|check)\.\w+)", "\n".join(re.findall(r"expect_failures = \[(.*?)\]", tests, re.DOTALL)))
    )
    sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.tf"))
    checks = {f"check.{name}" for name in re.findall(r'^check "(\w+)"', sources, re.MULTILINE)}
    validated = {
        f"var.{name}"
        for name, body in re.findall(r'^variable "(\w+)" \{\n(.*?)^\}', sources, re.MULTILINE | re.DOTALL)
        if "\n  validation {" in body
    }
    assert (checks | validated) - expected == set()


@module
def test_readme_says_what_the_module_says(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert module_docs.replaced(readme, module_docs.render(folder)) == readme, "run: python tools/module_docs.py"


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_example_is_documented(folder: Path) -> None:
    variables = {variable.name for variable in module_docs.blocks(folder, "variable")}
    values = (folder / "terraform.tfvars.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+) *=", values, re.MULTILINE)) == variables
    assert (folder / "README.md").is_file()
    assert all("default" in variable.arguments for variable in module_docs.blocks(folder, "variable"))


def test_committed_plans_are_of_the_present_sources() -> None:
    stale = [folder.relative_to(REPOSITORY).as_posix() for folder in plans.stale_folders()]
    assert stale == [], "run: python tools/plans.py"
