"""The built-in packs that were read beforehand: the same as their files, and never in the place of a changed one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from apigw_check.catalogue import builtin
from apigw_check.policy import PolicyFileError, pack, prepared

RULES = builtin()
IDS = {rule.id for rule in RULES}


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the packs that stands in their place."""
    copy = tmp_path / "packs"
    shutil.copytree(pack.folder(), copy)
    monkeypatch.setattr(pack, "folder", lambda: str(copy))
    return copy


@pytest.mark.parametrize("name", pack.names())
def test_they_are_what_the_files_say(name: str, packs: Path) -> None:
    found = prepared.prepared(name, str(packs), IDS)
    assert found is not None
    assert found.path == f"{packs}/{name}.yaml"
    assert repr(found) == repr(pack.read(name, RULES))
    assert repr(pack.load(name, RULES)) == repr(found)


def test_a_file_that_was_changed_is_read(packs: Path) -> None:
    text = (packs / "strict.yaml").read_text(encoding="utf-8")
    (packs / "strict.yaml").write_text(text.replace("minimum_days: 365", "minimum_days: 7"), encoding="utf-8")
    assert prepared.prepared("strict", str(packs), IDS) is None
    assert pack.load("strict", RULES).rules["APIGW-310"].params == {"minimum_days": 7}


def test_a_pack_that_was_added_is_found(packs: Path) -> None:
    (packs / "ours.yaml").write_text("name: ours\nextends: strict\n", encoding="utf-8")
    assert pack.load("ours", RULES).rules["APIGW-310"].params == {"minimum_days": 365}


def test_other_line_ends_are_no_change(packs: Path) -> None:
    file = packs / "strict.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert prepared.prepared("strict", str(packs), IDS) is not None


def test_what_names_a_rule_that_is_not_there_is_refused(packs: Path) -> None:
    fewer = [rule for rule in RULES if rule.id != "APIGW-310"]
    with pytest.raises(PolicyFileError, match=r"strict\.yaml:8: .*APIGW-310"):
        pack.load("strict", fewer)


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"checksums": 1}'])
def test_without_them_the_files_are_read(
    content: bytes | None, packs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "packs.json"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setattr(prepared, "_FILE", str(file))
    assert prepared.prepared("strict", str(packs), IDS) is None
    assert pack.load("strict", RULES).rules["APIGW-310"].params == {"minimum_days": 365}


def test_nothing_is_loaded_that_checks_files() -> None:
    program = (
        "import sys\n"
        "from apigw_check.catalogue import builtin\n"
        "from apigw_check.policy import pack\n"
        "pack.selection(builtin(), 'owasp-api-2023')\n"
        "print(*{'pydantic', 'yaml'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
