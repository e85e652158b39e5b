"""Folders of Terraform sources on the command line: variables, instances, bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apigw_check._pipeline import read_folder
from apigw_check.frontends.base import InputError
from apigw_check.frontends.hcl.folder import FolderInput
from apigw_check.frontends.hcl.options import FolderOptions
from apigw_check.model.resource import Resource
from apigw_check.model.value import Unknown

API = """
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
"""
ROUTE = """
resource "aws_apigatewayv2_route" "orders" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /orders"
  authorization_type = var.authorization
}
"""
OPEN = API + ROUTE.replace("var.authorization", '"NONE"')


def write(folder: Path, **files: str) -> Path:
    """Writes files: the name with `__` for `/` and `_` for the last dot."""
    for name, text in files.items():
        path = folder / re.sub(r"_(tf|json|tfvars)\b", r".\1", name.replace("__", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def read(folder: Path, **options: Any) -> FolderInput:
    return read_folder(str(folder), FolderOptions(**options))[0]


def one(found: FolderInput, type_: str) -> Resource:
    (resource,) = found.plan.after.of(type_)
    return resource


def reason(value: object) -> str:
    assert isinstance(value, Unknown)
    return value.reason


class TestVariables:
    DECLARED = API + ROUTE + 'variable "authorization" { type = string }\n'

    def test_without_a_value_it_is_undecided_and_says_so(self, tmp_path: Path) -> None:
        route = one(read(write(tmp_path, main_tf=self.DECLARED)), "aws_apigatewayv2_route")
        assert "var.authorization has no value here" in reason(route.get("authorization_type"))
        assert route.references("authorization_type") == ("var.authorization",)

    @pytest.mark.parametrize(
        ("files", "options", "expected"),
        [
            ({}, {"variables": (("authorization", "JWT"),)}, "JWT"),
            ({"terraform_tfvars": 'authorization = "JWT"'}, {}, "JWT"),
            ({"terraform_tfvars": 'authorization = "JWT"', "z.auto_tfvars": 'authorization = "NONE"'}, {}, "NONE"),
            ({"z.auto_tfvars": 'authorization = "NONE"'}, {"variables": (("authorization", "JWT"),)}, "JWT"),
        ],
    )
    def test_the_later_source_wins(
        self, tmp_path: Path, files: dict[str, str], options: dict[str, Any], expected: str
    ) -> None:
        found = read(write(tmp_path, main_tf=self.DECLARED, **files), **options)
        assert one(found, "aws_apigatewayv2_route").get("authorization_type") == expected

    def test_a_file_of_the_command_line(self, tmp_path: Path) -> None:
        write(tmp_path, main_tf=self.DECLARED, other_tfvars='authorization = "AWS_IAM"')
        found = read(tmp_path, var_files=(str(tmp_path / "other.tfvars"),))
        assert one(found, "aws_apigatewayv2_route").get("authorization_type") == "AWS_IAM"

    def test_an_optional_member_has_its_default(self, tmp_path: Path) -> None:
        text = OPEN.replace('"NONE"', "var.routes.orders.authorization") + (
            'variable "routes" {\n  type = map(object({ authorization = optional(string, "JWT") }))\n'
            "  default = { orders = {} }\n}\n"
        )
        assert one(read(write(tmp_path, main_tf=text)), "aws_apigatewayv2_route").get("authorization_type") == "JWT"

    def test_a_sensitive_value_is_a_secret(self, tmp_path: Path) -> None:
        text = API.replace('"shop"\n  protocol', "var.name\n  protocol")
        text += 'variable "name" {\n  default = "hush-hush"\n  sensitive = true\n}\n'
        assert "hush-hush" in read(write(tmp_path, main_tf=text)).plan.secrets


class TestInstances:
    def test_count_and_for_each_give_terraforms_addresses(self, tmp_path: Path) -> None:
        text = API.replace("{\n", '{\n  for_each = toset(["a", "b\\"c"])\n', 1)
        text += API.replace("shop", "many").replace("{\n", "{\n  count = 2\n", 1)
        text += API.replace("shop", "none").replace("{\n", "{\n  count = 0\n", 1)
        found = read(write(tmp_path, main_tf=text)).plan.after.of("aws_apigatewayv2_api")
        assert {resource.address for resource in found} == {
            'aws_apigatewayv2_api.shop["a"]',
            'aws_apigatewayv2_api.shop["b\\"c"]',
            "aws_apigatewayv2_api.many[0]",
            "aws_apigatewayv2_api.many[1]",
        }

    def test_what_may_not_be_there_is_never_a_failure(self, tmp_path: Path, run: Any) -> None:
        text = OPEN.replace('"orders" {\n', '"orders" {\n  count = var.enabled ? 1 : 0\n') + 'variable "enabled" {}\n'
        write(tmp_path, main_tf=text)
        found = read(tmp_path)
        assert list(found.maybe) == ["aws_apigatewayv2_route.orders"]
        report = json.loads(run(tmp_path, "-f", "json", "--rule", "APIGW-101").stdout)
        assert [one["verdict"] for one in report["findings"]] == ["undecided"]
        assert "var.enabled has no value here" in report["findings"][0]["message"]
        certain = json.loads(run(tmp_path, "-f", "json", "--rule", "APIGW-101", "--var", "enabled=true").stdout)
        assert [one["verdict"] for one in certain["findings"]] == ["fail"]

    def test_a_local_module_hands_values_in_and_out(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            main_tf='module "a" {\n  source = "./inner"\n  name = "n"\n}\n'
            + ROUTE.replace("aws_apigatewayv2_api.shop.id", "module.a.id").replace(
                "var.authorization", "module.a.kind"
            ),
            inner__main_tf=API.replace('"shop"\n  p', "var.name\n  p")
            + 'variable "name" {}\noutput "id" { value = aws_apigatewayv2_api.shop.id }\n'
            + 'output "kind" { value = upper("jwt") }\n',
        )
        found = read(tmp_path)
        assert one(found, "aws_apigatewayv2_api").address == "module.a.aws_apigatewayv2_api.shop"
        assert one(found, "aws_apigatewayv2_api").get("name") == "n"
        assert one(found, "aws_apigatewayv2_route").get("authorization_type") == "JWT"

    def test_an_override_file_wins(self, tmp_path: Path) -> None:
        over = 'resource "aws_apigatewayv2_route" "orders" {\n  authorization_type = "AWS_IAM"\n}\n'
        found = read(write(tmp_path, main_tf=OPEN, main_override_tf=over))
        assert one(found, "aws_apigatewayv2_route").get("authorization_type") == "AWS_IAM"

    def test_a_policy_document_is_put_together(self, tmp_path: Path) -> None:
        text = """
data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "aws_api_gateway_rest_api" "r" {
  name   = "r"
  policy = data.aws_iam_policy_document.p.json
}
"""
        policy = json.loads(one(read(write(tmp_path, main_tf=text)), "aws_api_gateway_rest_api").get("policy"))
        statement = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "*", "Principal": "*"}
        assert policy == {"Version": "2012-10-17", "Statement": [statement]}


def test_a_plan_needs_nothing_of_this(tmp_path: Path) -> None:
    # Nothing in this one is a text, or leads to one of several resources, so that the sources would have to be asked.
    plan = Path(__file__).resolve().parents[1] / "plan" / "rest-paths" / "plan.json"
    code = (
        "import sys; from apigw_check._cli import run; "
        f"run([{str(plan)!r}, '-f', 'json', '-o', 'json={tmp_path}/r.json']); "
        "print([name for name in sys.modules if 'frontends.hcl' in name or 'tree_sitter' in name], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stderr.strip().splitlines()[-1] == "[]"


class TestBadInput:
    def test_a_file_that_does_not_parse_is_told_and_the_rest_is_judged(self, tmp_path: Path, run: Any) -> None:
        write(tmp_path, main_tf=OPEN, broken_tf='resource "aws_apigatewayv2_api" "x" {\n  name = = 1\n}\n')
        done = run(tmp_path, "--rule", "APIGW-101")
        assert done.returncode == 3
        assert "broken.tf:2:" in done.stderr
        assert "GET /orders" in done.stdout
        kept = run(tmp_path, "--rule", "APIGW-101", "--keep-going")
        assert kept.returncode == 1
        assert "broken.tf:2:" in kept.stdout + kept.stderr

    def test_json_syntax_is_read_and_its_errors_are_told(self, tmp_path: Path) -> None:
        api = {"resource": {"aws_apigatewayv2_api": {"shop": {"name": "shop", "protocol_type": "HTTP"}}}}
        (tmp_path / "main.tf.json").write_text(json.dumps(api))
        assert one(read(tmp_path), "aws_apigatewayv2_api").get("name") == "shop"
        (tmp_path / "odd.tf.json").write_text("{")
        assert [problem.file for problem in read(tmp_path).problems] == [str(tmp_path / "odd.tf.json")]

    def test_no_sources(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"a folder without \.tf files"):
            read(tmp_path)

    def test_other_resources_only(self, tmp_path: Path, run: Any) -> None:
        done = run(write(tmp_path, main_tf='resource "aws_sqs_queue" "q" {}\n'))
        assert done.returncode == 0
        assert "no API Gateway resources in this folder; 1 other resources" in " ".join(done.stdout.split())

    def test_circles_end(self, tmp_path: Path) -> None:
        text = OPEN.replace('"NONE"', "local.a") + "locals {\n  a = local.b\n  b = local.a\n}\n"
        write(tmp_path, main_tf=text + 'module "m" { source = "./m" }\n', m__main_tf='module "r" { source = "../" }\n')
        found = read(tmp_path)
        assert "in a circle" in reason(one(found, "aws_apigatewayv2_route").get("authorization_type"))
        assert any("calls itself" in note for note in found.plan.notes)

    def test_modules_that_are_not_at_hand_are_named(self, tmp_path: Path) -> None:
        text = 'module "a" { source = "./gone" }\nmodule "b" { source = "x/y/aws" }\n'
        notes = read(write(tmp_path, main_tf=OPEN + text)).plan.notes
        assert [note.partition(":")[0] for note in sorted(notes)] == [
            "module.a was not read",
            "module.b was not read",
        ]

    @pytest.mark.parametrize(
        "data",
        [
            b"\xef\xbb\xbf" + OPEN.encode(),
            OPEN.replace("\n", "\r\n").encode(),
            OPEN.encode() + b'\nlocals {\n  big = "' + b"x" * 4_000_000 + b'"\n}\n',
        ],
        ids=["byte-order mark", "CRLF", "large"],
    )
    def test_odd_files_are_read(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "main.tf").write_bytes(data)
        found = read(tmp_path)
        assert one(found, "aws_apigatewayv2_route").get("route_key") == "GET /orders"
        assert not found.problems

    @pytest.mark.parametrize(
        "make",
        [
            lambda path: path.write_bytes(OPEN.encode() + b'\nlocals {\n  a = "\xff"\n}\n' + OPEN.encode()),
            lambda path: path.write_bytes(b"#" * 5_000_001),
            lambda path: path.mkdir(),
            lambda path: path.symlink_to(path),
            lambda path: os.mkfifo(path),
            lambda path: path.write_text(OPEN + "locals {\n a = " + "[" * 300 + "]" * 300 + "\n}\n" + "} {"),
        ],
        ids=["not UTF-8", "too large", "folder", "link to itself", "pipe", "unbalanced"],
    )
    def test_unreadable_files_are_told(self, tmp_path: Path, make: Any) -> None:
        write(tmp_path, main_tf=OPEN)
        make(tmp_path / "odd.tf")
        found = read(tmp_path)
        assert found.problems
        assert all(problem.file.endswith("odd.tf") for problem in found.problems)
        assert found.plan.after.of("aws_apigatewayv2_route")

    def test_file_does_not_leave_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("JWT")
        inner = write(tmp_path / "inner", main_tf=OPEN.replace('"NONE"', 'file("../secret")'))
        assert "outside" in reason(one(read(inner), "aws_apigatewayv2_route").get("authorization_type"))
        allowed = one(read(inner, allow_outside=True), "aws_apigatewayv2_route")
        assert allowed.get("authorization_type") == "JWT"


EXAMPLE = (Path(__file__).resolve().parents[3] / "tests/demo/rest-crud-poor/main.tf").read_text()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_random_edits_never_crash(tmp_path: Path, data: st.DataObject) -> None:
    text = EXAMPLE
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 40)))
        piece = data.draw(st.sampled_from(["", "{", "}", '"', "${", "\n", "[", "\x00", "é", "<<E"]))
        text = text[:start] + piece + text[stop:]
    (tmp_path / "main.tf").write_text(text)
    read(tmp_path)
