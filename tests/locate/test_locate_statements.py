"""A statement of `aws_iam_policy_document` is located at its block, where all of them are written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from apigw_check.locate.resolve import Locator

POLICY = """
resource "aws_api_gateway_rest_api_policy" "p" {
  policy = %s
}
"""
FIRST, SECOND = '  statement {\n    effect = "Deny"\n  }\n', '  statement {\n    effect = "Allow"\n  }\n'


def places(folder: Path, document: str, policy: str, pointer: str) -> list[tuple[int, int, str]]:
    text = f'data "aws_iam_policy_document" "d" {{\n{document}}}\n{POLICY % policy}'
    (folder / "main.tf").write_text(text)
    found = Locator(str(folder)).locate("aws_api_gateway_rest_api_policy.p", ("policy",), pointer)
    return [(place.line, place.column, place.note) for place in found]


def test_each_statement_has_its_block(tmp_path: Path) -> None:
    reference = "data.aws_iam_policy_document.d.json"
    document = FIRST + SECOND
    assert places(tmp_path, document, reference, "/Statement/0") == [(2, 3, ""), (11, 3, "in this argument")]
    assert places(tmp_path, document, reference, "/Statement/1/Principal") == [(5, 3, ""), (11, 3, "in this argument")]


@pytest.mark.parametrize(
    "reference", ["data.aws_iam_policy_document.d[0].json", '"${data.aws_iam_policy_document.d.json}"']
)
def test_through_an_index_and_a_template(tmp_path: Path, reference: str) -> None:
    assert places(tmp_path, FIRST + SECOND, reference, "/Statement/1")[0][:2] == (5, 3)


@pytest.mark.parametrize(
    ("document", "reference", "pointer"),
    [
        (FIRST, "data.aws_iam_policy_document.d.json", "/Statement/1"),
        (FIRST, "data.aws_iam_policy_document.d.json", "/Id"),
        (FIRST, "data.aws_iam_policy_document.d.id", "/Statement/0"),
        (FIRST, "data.aws_iam_policy_document.other.json", "/Statement/0"),
        (FIRST + "  source_policy_documents = []\n", "data.aws_iam_policy_document.d.json", "/Statement/0"),
        ('  dynamic "statement" {}\n' + FIRST, "data.aws_iam_policy_document.d.json", "/Statement/0"),
    ],
)
def test_the_argument_where_that_is_not_sure(tmp_path: Path, document: str, reference: str, pointer: str) -> None:
    found = places(tmp_path, document, reference, pointer)
    line = (tmp_path / "main.tf").read_text().split("\n").index(f"  policy = {reference}") + 1
    assert found == [(line, 3, "")]
