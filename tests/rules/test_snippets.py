"""The Terraform of every rule's page: all of it in one `terraform validate`, each block as a module of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.modules.conftest import REPOSITORY, terraform  # noqa: F401 - the fixture

from apigw_check.catalogue import builtin
from apigw_check.report.page import docstring
from terraform_env import run_terraform

_BLOCK = re.compile(r"^```terraform\n(.*?)^```", re.DOTALL | re.MULTILINE)
_VARIABLE = re.compile(r'^variable "(\w+)"', re.MULTILINE)


def snippets() -> dict[str, str]:
    """Every block by `<id>_<number>`."""
    return {
        f"{rule.id.replace('-', '_')}_{number}": text
        for rule in builtin()
        for number, text in enumerate(_BLOCK.findall(docstring(rule)), 1)
    }


def test_every_page_shows_how_to_fix_it() -> None:
    shown = {name.rpartition("_")[0].replace("_", "-") for name in snippets()}
    assert {rule.id for rule in builtin()} - shown <= {f"APIGW-90{number}" for number in range(4)}


@pytest.mark.terraform
@pytest.mark.slow
def test_every_snippet_is_valid(tmp_path: Path, terraform: Mapping[str, str]) -> None:  # noqa: F811
    root = [(REPOSITORY / "versions.tf").read_text("utf-8"), 'variable "any" {}\n']
    for name, text in snippets().items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(text, encoding="utf-8")
        given = "".join(f"  {variable} = var.any\n" for variable in _VARIABLE.findall(text))
        root.append(f'module "{name}" {{\n  source = "./{name}"\n{given}}}\n')
    (tmp_path / "main.tf").write_text("\n".join(root), encoding="utf-8")
    run_terraform(tmp_path, "init", "-input=false", env=terraform)
    done = run_terraform(tmp_path, "validate", "-json", env=terraform, check=False)
    problems = [
        f"{entry.get('range', {}).get('filename', '')}: {entry['summary']}: {entry.get('detail', '')}"
        for entry in json.loads(done.stdout)["diagnostics"]
        if entry["severity"] == "error"
    ]
    assert problems == []
    (tmp_path / "main.tf").unlink()
    formatted = run_terraform(tmp_path, "fmt", "-check", "-recursive", "-diff", env=terraform, check=False)
    assert formatted.returncode == 0, formatted.stdout
