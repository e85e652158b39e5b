"""modules/lambda-function builds its package for real: what keeps it from it ends in one line that says what to do."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from terraform_env import run_terraform
from tests.modules.conftest import REPOSITORY

MODULE = REPOSITORY / "modules/lambda-function"

# Only the package is applied (-target), so that no provider is started and no AWS is needed.
CALLER = f"""
variable "build_dir" {{
  type = string
}}

variable "source_dir" {{
  type = string
}}

module "greeting" {{
  source = "{MODULE.as_posix()}"

  name       = "greeting"
  build_dir  = var.build_dir
  handler    = "greeting.handle"
  source_dir = var.source_dir
}}
"""

NOBODY = 65534


@pytest.fixture(scope="module")
def caller(tmp_path_factory: pytest.TempPathFactory, terraform: Mapping[str, str]) -> Iterator[Path]:
    """Give a configuration that calls the module, initialised."""
    folder = tmp_path_factory.mktemp("caller")
    (folder / "main.tf").write_text(CALLER)
    run_terraform(folder, "init", "-input=false", env=terraform)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give a folder with one function that can be packed."""
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "greeting.py").write_text("def handle(event, context):\n    return {}\n")
    return folder


def built(caller: Path, source: Path, build_dir: Path, env: Mapping[str, str]) -> str:
    """Apply the package; what terraform reports as the command's output, empty where it went well."""
    (caller / "terraform.tfstate").unlink(missing_ok=True)
    variables = [f"-var=build_dir={build_dir}", f"-var=source_dir={source}"]
    target = "-target=module.greeting.terraform_data.package"
    done = run_terraform(caller, "apply", "-json", "-auto-approve", target, *variables, env=env, check=False)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    errors = [event["diagnostic"] for event in events if event.get("diagnostic", {}).get("severity") == "error"]
    assert (done.returncode == 0) == (errors == [])
    assert len(errors) <= 1
    return "".join(error["detail"].partition("Output: ")[2] for error in errors)


@pytest.mark.terraform
@pytest.mark.slow
def test_package_is_built(caller: Path, source: Path, tmp_path: Path, terraform: Mapping[str, str]) -> None:
    assert built(caller, source, tmp_path / "build", terraform) == ""
    assert (tmp_path / "build/greeting.zip").is_file()


@pytest.mark.terraform
@pytest.mark.slow
def test_missing_python_is_one_line(caller: Path, source: Path, tmp_path: Path, terraform: Mapping[str, str]) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("terraform", "sh", "dirname", "basename"):
        found = shutil.which(name)
        assert found, name
        (commands / name).symlink_to(found)
    said = built(caller, source, tmp_path / "build", {**terraform, "PATH": str(commands)})
    expected = "cannot build greeting.zip: python3 is not on the PATH; install Python 3.8 or newer, then apply again\n"
    assert said == expected


@pytest.mark.terraform
@pytest.mark.slow
def test_build_folder_that_is_a_file_is_one_line(
    caller: Path, source: Path, tmp_path: Path, terraform: Mapping[str, str]
) -> None:
    (tmp_path / "build").touch()
    said = built(caller, source, tmp_path / "build", terraform)
    assert said == (
        f"cannot build greeting.zip: {tmp_path}/build cannot be written to: File exists; "
        "make the folder writable, or name another as build_dir\n"
    )


@pytest.mark.terraform
@pytest.mark.slow
def test_syntax_error_is_one_line(caller: Path, source: Path, tmp_path: Path, terraform: Mapping[str, str]) -> None:
    (source / "greeting.py").write_text("def handle(event, context):\n    return {}\n\nif True\n    pass\n")
    said = built(caller, source, tmp_path / "build", terraform)
    expected = re.escape(f"cannot build greeting.zip: {source}/greeting.py:4: ")
    assert re.fullmatch(rf"{expected}[^\n]+ \(parsed by Python 3\.[\d.]+\); mend the file, then apply again\n", said), (
        said
    )
    assert not (tmp_path / "build").exists()


def build_alone(source: Path, build_dir: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run the build in this process, as Terraform's command does in its own; the exit status."""
    monkeypatch.setenv("SOURCE_DIR", str(source))
    monkeypatch.setenv("FILES", '["greeting.py"]')
    monkeypatch.setenv("PACKAGE", str(build_dir / "greeting.zip"))
    spec = importlib.util.spec_from_file_location("build_package", MODULE / "build_package.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = os.geteuid() == 0
    if root:  # who may write everywhere
        os.seteuid(NOBODY)
    try:
        return int(module.main())
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def reachable(source: Path) -> Iterator[Path]:
    """Give a folder that every user can reach, with the sources in it."""
    with tempfile.TemporaryDirectory(prefix="package-") as name:
        home = Path(name)
        home.chmod(0o755)
        shutil.copytree(source, home / "src")
        yield home


def test_folder_without_permission_is_one_line(
    reachable: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (reachable / "build").mkdir(mode=0o555)
    assert build_alone(reachable / "src", reachable / "build", monkeypatch) == 1
    assert capsys.readouterr().err == (
        f"cannot build greeting.zip: {reachable}/build cannot be written to: Permission denied; "
        "make the folder writable, or name another as build_dir\n"
    )


def test_source_that_went_away_is_one_line(
    reachable: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (reachable / "src/greeting.py").unlink()
    assert build_alone(reachable / "src", reachable / "build", monkeypatch) == 1
    assert capsys.readouterr().err == (
        f"cannot build greeting.zip: {reachable}/src/greeting.py cannot be read: No such file or directory; "
        "make it readable, then apply again\n"
    )
