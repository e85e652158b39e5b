"""Every bad input ends in one clear message, the right exit code, and no traceback; nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import COMMAND, Run, change, plan_of, write

OK, FINDINGS, USAGE, UNREADABLE = 0, 1, 2, 3


def assert_error(done: Any, code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr or done.stdout
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("apigw-check: error: ")
    for word in words:
        assert word in done.stderr
    assert len(done.stderr.splitlines()) <= 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ("no such file", "missing.json")),
        (b"", ("the file is empty", "terraform show -json")),
        (b"  \n", ("the file is empty",)),
        (b'{"format_version": "1.2", "resource_changes": [{"addr', ("ends too early", "write it again")),
        (b"resource aws_x y {}", ("not JSON", "terraform show -json")),
        (b'{"hello": 1}', ("not a Terraform plan", "terraform show -json")),
        (b"[1, 2]", ("not a Terraform plan",)),
        (b'"text"', ("not a Terraform plan",)),
        (b"PK\x03\x04rest", ("binary plan", "terraform show -json missing.json > plan.json")),
        (b'{"format_version":"2.0","resource_changes":[]}', ("format version 2.0", "reads 1.x")),
        (b'{"resource_changes":[]}', ("no format_version",)),
        (b'{"format_version":"1.2","resource_changes":[],"errored":true}', ("ended with an error", "plan again")),
        (b'{"format_version":"1.0","terraform_version":"1.5.0","values":{"root_module":{}}}', ("a Terraform state",)),
        (b'{"format_version":"1.2","resource_changes":[{"address":3}]}', ("not a Terraform plan",)),
        (b'{"format_version":"1.2","resource_changes":' + b"[" * 5000, ("",)),
        (b"\xff\xfe\x00\xd8\x00", ("neither UTF-8 nor UTF-16",)),
        (b'\xef\xbb\xbf{"a": "\xff"}', ("",)),
    ],
)
def test_a_plan_that_is_none(run: Run, tmp_path: Path, content: bytes | None, words: tuple[str, ...]) -> None:
    if content is not None:
        (tmp_path / "missing.json").write_bytes(content)
    assert_error(run("missing.json"), UNREADABLE, *words)


def test_a_file_of_sources_is_read_by_its_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "aws_api_gateway_rest_api" "a" {}\n')
    assert_error(run("main.tf"), UNREADABLE, "main.tf", "a file of Terraform sources", "apigw-check DIR")


def test_standard_input_is_read_and_named(run: Run, open_route: dict[str, Any]) -> None:
    assert run("-", stdin=json.dumps(open_route).encode()).returncode == FINDINGS
    assert_error(run("-", stdin=b""), UNREADABLE, "the file is empty")


def test_utf_16_with_a_mark_is_read(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(open_route), encoding="utf-16")
    assert run("plan.json").returncode == FINDINGS


def test_a_plan_without_gateways_passes_and_says_so(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "plan.json", plan_of(change("aws_instance.b", "aws_instance", {"ami": "b"})))
    done = run("plan.json")
    assert done.returncode == OK
    assert "no API Gateway resources in this plan" in done.stdout
    assert "1 other resource" in done.stdout


def test_folders(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "main.tf").write_text("")
    write(tmp_path / "plan.json", open_route)
    assert_error(run("empty"), UNREADABLE, "a folder without .tf files")
    assert run("sources").returncode == OK
    assert_error(run("plan.json", "--source", "empty"), UNREADABLE, "no .tf files in this folder")
    assert_error(run("plan.json", "--source", "nowhere"), UNREADABLE, "no such folder")
    assert_error(run("plan.json", "--source", "plan.json"), UNREADABLE, "is not a folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plan = write(tmp_path / "plan.json", open_route)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources").chmod(0)
    assert_error(run("plan.json", "--source", "sources"), UNREADABLE, "cannot be read", "permissions")
    plan.chmod(0)
    assert_error(run("plan.json"), UNREADABLE, "cannot be read", "permissions")


def test_an_unreadable_source_folder_as_root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # The same as above for a user whom permissions do not stop: the system's refusal is simulated.
    from apigw_check import _pipeline
    from apigw_check.frontends.base import InputError

    def refuse(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(_pipeline.os, "listdir", refuse)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        _pipeline.sources_of("plan.json", str(tmp_path), [])


def test_one_bad_input_does_not_hide_the_others(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    done = run("missing.json", "plan.json", "--format", "json")
    assert_error(done, UNREADABLE, "missing.json")
    report = json.loads(done.stdout)
    assert [finding["rule"] for finding in report["findings"]] == ["APIGW-101"]
    assert report["errors"] == ["missing.json: no such file"]


def _rest(**values: Any) -> dict[str, Any]:
    return change("aws_api_gateway_rest_api.shop", "aws_api_gateway_rest_api", {"name": "shop", "id": "a1", **values})


def test_a_body_that_is_no_openapi_document(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "plan.json", plan_of(_rest(body="just a text")))
    done = run("plan.json", "--format", "json")
    assert_error(done, UNREADABLE, "aws_api_gateway_rest_api.shop: body:", "OpenAPI")
    report = json.loads(done.stdout)
    # The routes are not seen, so whatever asks about them is undecided, not passed.
    assert {"APIGW-101"} <= {f["rule"] for f in report["findings"] if f["verdict"] == "undecided"}


def test_a_policy_that_is_no_json(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "plan.json", plan_of(_rest(policy="{not json")))
    assert_error(run("plan.json"), UNREADABLE, "aws_api_gateway_rest_api.shop: policy:", "JSON")


def test_outputs_that_cannot_be_written(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plan = write(tmp_path / "plan.json", open_route)
    before = plan.read_bytes()
    (tmp_path / "folder").mkdir()
    assert_error(run("plan.json", "-o", "json=plan.json"), USAGE, "would overwrite plan.json")
    assert_error(run("plan.json", "-o", "json=a.out", "-o", "sarif=./a.out"), USAGE, "would overwrite a.out")
    assert_error(run("plan.json", "-o", "json=folder"), USAGE, "this is a folder")
    assert_error(run("plan.json", "-o", "json=nowhere/report.json"), USAGE, "there is no folder nowhere")
    assert_error(run("plan.json", "-o", "report.json"), USAGE, "FORMAT=FILE")
    assert_error(run("plan.json", "-o", "xml=report.xml"), USAGE, "FORMAT=FILE", "sarif")
    assert plan.read_bytes() == before
    assert not list(tmp_path.glob("*.out"))


def test_a_write_that_fails_keeps_the_old_report(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    done = run("plan.json", "-o", "json=/proc/self/report.json")
    assert_error(done, USAGE, "cannot be written")
    assert "APIGW-101" in done.stdout


def test_unknown_names_are_refused_with_the_nearest(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    assert_error(run("plan.json", "--rule", "APIGW-10"), USAGE, "APIGW-10", "did you mean APIGW-10")
    assert_error(run("explain", "route-without-authorisation"), USAGE, "route-without-authorization")
    assert_error(run("plan.json", "--pack", "strickt"), USAGE, "strict")
    (tmp_path / ".apigw-check.yaml").write_text("fail-onn: high\n")
    assert_error(run("plan.json"), USAGE, ".apigw-check.yaml:1", "fail-onn", "fail-on")
    (tmp_path / ".apigw-check.yaml").write_text("pack: recommended\nrules:\n  APIGW-999: {severity: low}\n")
    assert_error(run("plan.json"), USAGE, ".apigw-check.yaml:3", "APIGW-999")
    (tmp_path / ".apigw-check.yaml").write_text("pack: [\n")
    assert_error(run("plan.json"), USAGE, ".apigw-check.yaml")
    assert run("plan.json", "--no-config").returncode == FINDINGS


def test_usage(run: Run) -> None:
    assert_error(run(), USAGE, "nothing to check", "apigw-check plan.json")
    done = run("--no-such-option")
    assert done.returncode == USAGE
    assert "--no-such-option" in done.stderr


def test_control_characters_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    evil = "\x1b]8;;http://evil\x07[red]x\x9b31m\u202e"
    write(tmp_path / "plan.json", plan_of(_rest(name=evil)))
    for form in ("text", "json", "sarif"):
        done = run("plan.json", "--format", form, "-v")
        assert not set("\x1b\x07\x9b\u202e") & set(done.stdout + done.stderr)
    done = run("no\x1b[31m.json")
    assert_error(done, UNREADABLE, "no such file")
    assert "\x1b" not in done.stderr


def test_a_reader_that_goes_away_does_not_change_the_verdict(tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    script = f"set -o pipefail; {COMMAND} plan.json --format json | true"
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (FINDINGS, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    for form in ("text", "json"):
        with open("/dev/full", "w") as full:
            command = [str(COMMAND), "plan.json", "--format", form]
            done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert_error(done, USAGE, "standard output cannot be written")
