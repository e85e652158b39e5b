"""Bodies and policies that hold values known only after apply: what is decided all the same, in plans and folders."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from holes_results import analysed, rows

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_plan_and_folder_are_decided_as_expected(case: Path) -> None:
    content = json.loads((case / "expected.json").read_text())
    rules = set(content["rules"])
    expected = {tuple(row) for row in content["results"]}
    assert rows(case / "plan.json", case, rules) == expected
    assert rows(case, case, rules) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_plan_and_folder_agree_in_every_rule(case: Path) -> None:
    assert rows(case / "plan.json", case) == rows(case, case)


def test_there_are_cases_of_every_kind() -> None:
    verdicts = {row[2] for case in CASES for row in json.loads((case / "expected.json").read_text())["results"]}
    assert len(CASES) >= 7
    assert verdicts == {"fail", "pass", "undecided"}


class TestSourcesThatAreNotThePlans:
    RULES = frozenset({"APIGW-101"})

    def routes(self, folder: Path) -> set[str]:
        return {one.subject.name for one in analysed(folder / "plan.json", set(self.RULES)).judgement.decisions}

    def copied(self, case: str, tmp_path: Path) -> Path:
        return Path(shutil.copytree(HERE / case, tmp_path / "case"))

    def change(self, folder: Path, old: str, new: str) -> None:
        text = (folder / "main.tf").read_text()
        assert old in text
        (folder / "main.tf").write_text(text.replace(old, new))

    def test_as_they_are(self, tmp_path: Path) -> None:
        assert self.routes(self.copied("rest-yaml", tmp_path)) == {"GET /orders", "POST /orders"}

    def test_without_sources(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        (folder / "main.tf").unlink()
        assert self.routes(folder) == {"api shop"}

    def test_without_the_template(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        (folder / "shop.yaml.tftpl").unlink()
        assert self.routes(folder) == {"api shop"}

    def test_without_the_resource(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        self.change(folder, 'resource "aws_api_gateway_rest_api" "shop"', 'resource "aws_api_gateway_rest_api" "other"')
        assert self.routes(folder) == {"api shop"}

    def test_with_another_expression(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        self.change(folder, "check  = aws_lambda_function.check.invoke_arn", 'check = "arn"')
        assert self.routes(folder) == {"api shop"}

    def test_with_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        self.change(folder, 'name = "shop"', "name = = 1")
        assert self.routes(folder) == {"api shop"}

    def test_what_the_plan_knows_is_taken_from_the_plan(self, tmp_path: Path) -> None:
        folder = self.copied("rest-yaml", tmp_path)
        plan = json.loads((folder / "plan.json").read_text())
        for change in plan["resource_changes"]:
            if change["name"] == "orders":
                change["change"]["after"]["invoke_arn"] = "arn:aws:apigateway:eu-central-1:s3:path/bucket"
                del change["change"]["after_unknown"]["invoke_arn"]
        (folder / "plan.json").write_text(json.dumps(plan))
        api = analysed(folder / "plan.json").estate.apis[0]
        assert {each.service for each in api.integrations} == {"s3"}

    def test_a_plan_that_says_otherwise_is_believed(self, tmp_path: Path) -> None:
        # Nothing is unknown in the sources, yet the plan waits for it.
        folder = self.copied("rest-yaml", tmp_path)
        plan = json.loads((folder / "plan.json").read_text())
        for change in plan["resource_changes"]:
            if change["name"] in ("orders", "check"):
                change["change"]["after"]["invoke_arn"] = "arn:aws:apigateway:eu-central-1:lambda:path/x"
                del change["change"]["after_unknown"]["invoke_arn"]
        (folder / "plan.json").write_text(json.dumps(plan))
        assert self.routes(folder) == {"api shop"}
