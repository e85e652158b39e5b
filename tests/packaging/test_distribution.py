"""The wheel and the sdist: built, installed into an empty environment, run from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, write

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    # The sdist first and the wheel from it, as a user's pip would.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def test_contents(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"apigw_check", next(top for top in tops if top.endswith(".dist-info"))}
    assert "apigw_check/_policies/packs/recommended.yaml" in names
    assert "apigw_check/_policies/schema/report-v1.json" in names
    assert "apigw_check/facts/enumerations.json" in names
    assert "apigw_check/py.typed" in names
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2].split("/")[0] for name in archive.getnames()}
    assert inside - {""} == {
        "checker", "policies", "CHANGELOG.md", "LICENSE", "README.md", "PKG-INFO", "pyproject.toml", ".gitignore",
    }  # fmt: skip


def test_the_wheel_in_an_empty_environment(built: Path, tmp_path: Path, open_route: dict[str, Any]) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(elsewhere / "plan.json", open_route)
    command = str(tmp_path / "env" / "bin" / "apigw-check")

    def run(*arguments: str) -> Any:
        return subprocess.run([command, *arguments], cwd=elsewhere, capture_output=True, text=True, check=False)

    done = run("plan.json", "--format", "json", "--pack", "strict", "-o", "sarif=report.sarif", "-o", "text=report.txt")
    assert done.returncode == 1, done.stderr
    failed = [f["rule"] for f in json.loads(done.stdout)["findings"] if f["verdict"] == "fail"]
    assert failed == ["APIGW-101", "APIGW-818"]
    assert json.loads((elsewhere / "report.sarif").read_text())["version"] == "2.1.0"
    assert "APIGW-101" in (elsewhere / "report.txt").read_text()
    for arguments in (["--version"], ["--help"], ["rules"], ["packs"], ["explain", "101"], ["inventory", "plan.json"]):
        done = run(*(["explain", "APIGW-101"] if arguments[0] == "explain" else arguments))
        assert done.returncode == 0, done.stderr
        assert done.stdout
