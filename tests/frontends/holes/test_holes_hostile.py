"""Texts with holes that want to be taken for something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from apigw_check._pipeline import read_folder
from apigw_check.frontends.holed_text import is_sound
from apigw_check.frontends.openapi import parse_body
from apigw_check.link import link
from apigw_check.model.body import Body
from apigw_check.model.holes import Awaited, PartlyKnown, sources_of
from apigw_check.model.iam import Policy, parse_holed
from apigw_check.model.value import UndecidedError, Unknown

ARN = Awaited("known only after apply", (), ("aws_lambda_function.f.arn",))
ANY = Unknown("var.x has no value here", ("var.x",))
HEAD = """
variable "any" {}
resource "aws_lambda_function" "f" {
  function_name = "f"
  role          = "r"
}
data "aws_cognito_user_pools" "p" {
  name = "p"
}
resource "aws_lambda_function" "many" {
  for_each      = toset(["a", "b"])
  function_name = each.key
  role          = "r"
}
"""


def text_of(folder: Path, expression: str, **files: str) -> PartlyKnown | str | None:
    """What is known of a body that an expression gives; None where nothing is."""
    (folder / "main.tf").write_text(
        f'{HEAD}\nresource "aws_api_gateway_rest_api" "x" {{\n  name = "x"\n  body = {expression}\n}}\n'
    )
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content)
    read, _ = read_folder(str(folder))
    assert not read.problems
    (resource,) = read.plan.after.of("aws_api_gateway_rest_api")
    value = resource.get("body")
    return value if isinstance(value, str) else resource.texts.get("body")


class TestPlaceholders:
    def test_a_text_cannot_hold_its_own(self) -> None:
        first = PartlyKnown(('{"a": "', ARN, '"}')).marked()
        forged = first.text[len('{"a": "') : -len('"}')]
        again = PartlyKnown(('{"a": "', ARN, f'", "b": "{forged}"}}')).marked()
        filled = again.fill(json.loads(again.text))
        assert filled["a"] is ARN
        assert filled["b"] == forged

    def test_nor_can_escapes_make_one(self) -> None:
        forged = PartlyKnown(("", ARN)).marked().text
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in forged)
        marked = PartlyKnown(('["', ARN, f'", "{escaped}"]')).marked()
        assert marked.fill(json.loads(marked.text))[1] == forged

    def test_a_number_that_is_none_is_unknown(self) -> None:
        marked = PartlyKnown(('["', ARN, '"]')).marked()
        assert isinstance(marked.fill(marked.text[2:-3]), Unknown)

    def test_an_object_with_one_in_a_key_is_unknown(self) -> None:
        marked = PartlyKnown(('{"a": {"', ARN, '": 1, "b": 2}}')).marked()
        filled = marked.fill(json.loads(marked.text))
        with pytest.raises(UndecidedError):
            bool(filled["a"])

    def test_what_was_escaped_is_not_put_together_again(self) -> None:
        marked = PartlyKnown(('["', ANY, ' x", "', ARN, ' x"]')).marked()
        escaped, plain = marked.fill(json.loads(marked.text))
        assert type(escaped) is Unknown
        assert isinstance(plain, PartlyKnown)
        assert sources_of(plain) == ("aws_lambda_function.f.arn",)

    def test_deep_documents_are_unknown(self) -> None:
        marked = PartlyKnown(("[" * 700 + '"', ARN, '"' + "]" * 700)).marked()
        value: object = marked.text
        for _ in range(700):
            value = [value]
        filled = marked.fill(value)
        while isinstance(filled, list):
            filled = filled[0]
        assert isinstance(filled, Unknown)


class TestYaml:
    @pytest.mark.parametrize(
        ("parts", "sound"),
        [
            (("a: ", ARN, "\n"), True),
            (('a: "', ARN, '"\n'), True),
            (("a: '", ARN, "'\n"), True),
            (("a: |\n  ", ARN, "\n"), True),
            (("- ", ARN, "\n- b\n"), True),
            (('a: ["', ARN, '"]\n'), True),
            (("a: [", ARN, "]\n"), False),
            (("a: {b: ", ARN, "}\n"), False),
            (("a: &", ARN, " b\n"), False),
            (("a: !", ARN, " b\n"), False),
            (("a: *", ARN, "\n"), False),
            (("a: [\n", ARN, ": b\n"), False),
            (('a: "', ANY, '"\n'), True),
            (("a: '", ANY, "'\n"), False),
            (("a: ", ANY, "\n"), False),
            (("a: |\n  ", ANY, "\n"), False),
            (("a: b # ", ANY, "\n"), False),
        ],
    )
    def test_where_a_hole_may_stand(self, parts: tuple[str | Unknown, ...], sound: bool) -> None:
        assert is_sound(PartlyKnown(parts).marked()) is sound


class TestExpressions:
    @pytest.mark.parametrize(
        "expression",
        [
            '"{${aws_lambda_function.f.arn}"',
            '"${aws_lambda_function.f.arn}${jsonencode([aws_lambda_function.f.id])}"',
            'jsonencode({ a = "x${var.any}" })',
            "jsonencode({ a = var.any })",
            'jsonencode(merge(jsondecode("{\\"a\\": \\"${aws_lambda_function.f.arn}\\"}"), { b = 1 }))',
            'yamlencode({ a = "x${var.any}" })',
            "jsonencode(yamldecode(yamlencode({ a = [var.any] })))",
            'templatefile("t.json", { x = aws_lambda_function.many["a"].arn })',
            'templatefile("t.json", { x = data.aws_cognito_user_pools.p.arns[0] })',
            'try("{${aws_lambda_function.f.arn}", "")',
            'true ? "{${aws_lambda_function.f.arn}" : ""',
        ],
    )
    def test_kept(self, tmp_path: Path, expression: str) -> None:
        assert isinstance(text_of(tmp_path, expression, t_json='{"a": "${x}"}'), PartlyKnown)

    @pytest.mark.parametrize(
        "expression",
        [
            '"{${var.any}"',
            "jsonencode(var.any)",
            'templatefile("t.json", { x = var.any })',
            'templatefile("t.json", { x = "${var.any}" })',
            'templatefile(var.any, { x = "" })',
            'templatefile("t.json", { x = aws_lambda_function.many[var.any].arn })',
            'templatefile("t.json", { x = { a = "\\"" }[aws_lambda_function.f.id] })',
            'templatefile("t.json", { x = [for a in data.aws_cognito_user_pools.p.arns : "\\"${a}"][0] })',
            'templatefile("t.json", { x = lookup({ a = "\\"" }, aws_lambda_function.f.id, "\\"") })',
            'templatefile("t.json", { x = aws_lambda_function.f.id == "a" ? "\\"" : "b" })',
            'templatefile("t.json", { x = format("%q", aws_lambda_function.f.id) })',
            'templatefile("t.json", { x = format("%3s", aws_lambda_function.f.id) })',
            'templatefile("t.json", { x = format("%s", var.any) })',
            'templatefile("t.json", { x = join(var.any, ["a", aws_lambda_function.f.id]) })',
            'templatefile("t.json", { x = join(",", ["a", var.any]) })',
            'templatefile("t.json", { x = format(var.any, aws_lambda_function.f.id) })',
            'templatefile("t.json", { x = join("\\"", data.aws_cognito_user_pools.p.arns) })',
            'templatefile("t.json", { x = base64decode(aws_lambda_function.f.id) })',
            'templatefile("t.json", { x = yamlencode({ a = aws_lambda_function.f.id }) })',
            'templatefile("t.json", { x = aws_lambda_function.f.description })',
            '"%{ for a in data.aws_cognito_user_pools.p.arns }${a}%{ endfor }"',
            '"{%{ if aws_lambda_function.f.arn == "x" }a%{ endif }"',
            "sha1(jsonencode([aws_lambda_function.f.arn]))",
            "sensitive(jsonencode([aws_lambda_function.f.arn]))",
            'replace(jsonencode([aws_lambda_function.f.arn]), "a", "b")',
            "base64encode(jsonencode([aws_lambda_function.f.arn]))",
        ],
    )
    def test_lost(self, tmp_path: Path, expression: str) -> None:
        assert text_of(tmp_path, expression, t_json='{"a": "${x}"}') is None

    @pytest.mark.parametrize(
        "expression",
        [
            'format("\\"%s", aws_lambda_function.f.id)',
            'join("\\"", ["", aws_lambda_function.f.id])',
        ],
    )
    def test_quotes_beside_a_hole_are_known(self, tmp_path: Path, expression: str) -> None:
        text = text_of(tmp_path, f'templatefile("t.json", {{ x = {expression} }})', t_json='{"a": "${x}"}')
        assert isinstance(text, PartlyKnown)
        assert text.parts[0] == '{"a": ""'
        assert isinstance(parse_holed(text), Unknown)

    @pytest.mark.parametrize(
        "expression",
        [
            r'format("{\"a\": \"%s\", \"b\": %d%%}", aws_lambda_function.f.arn, 5)',
            r'join("", ["{\"a\": \"", aws_lambda_function.f.arn], ["\", \"b\": 5%}"])',
        ],
    )
    def test_a_text_that_is_put_together_keeps_its_holes(self, tmp_path: Path, expression: str) -> None:
        text = text_of(tmp_path, expression)
        assert isinstance(text, PartlyKnown)
        assert [part for part in text.parts if isinstance(part, str)] == ['{"a": "', '", "b": 5%}']
        assert sources_of(text) == ("aws_lambda_function.f.arn",)

    def test_a_variable_that_holds_quotes_is_escaped_by_jsonencode(self, tmp_path: Path) -> None:
        text = text_of(tmp_path, 'jsonencode({ a = "\\", \\"b\\": \\"", c = aws_lambda_function.f.arn })')
        assert isinstance(text, PartlyKnown)
        marked = text.marked()
        filled = marked.fill(json.loads(marked.text))
        assert filled["a"] == '", "b": "'
        assert sources_of(filled["c"]) == ("aws_lambda_function.f.arn",)


class TestReaders:
    def test_a_text_that_is_no_document_is_unknown_and_no_error(self) -> None:
        for parts in (
            ("{", ARN, "}"),
            ("", ARN),
            ('["', ARN, '"]'),
            ('{"openapi": "', ARN, '"}'),
            ('{"a": "', ANY, '"}'),
        ):
            assert isinstance(parse_body(PartlyKnown(parts), "REST"), Unknown)
            assert isinstance(parse_holed(PartlyKnown(parts)), Unknown)

    def test_references_that_lead_through_holes_are_unknown(self) -> None:
        document = '{"openapi": "3.0.1", "paths": {"/a": {"get": {"$ref": "#/x/y"}}, "/b": {"$ref": "'
        body = parse_body(PartlyKnown((document, ARN, '"}}, "x": "', ANY, '"}')), "REST")
        assert isinstance(body, Body)
        assert [(route.path, isinstance(route.authorization, Unknown)) for route in body.routes] == [
            ("/a", True),
            ("/b", True),
        ]
        assert body.unread is not None

    def test_a_policy_keeps_what_is_known(self) -> None:
        parts = (
            '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "x", "Resource": ["*", "',
            ARN,
            '/*"]}}',
        )
        policy = parse_holed(PartlyKnown(parts))
        assert isinstance(policy, Policy)
        (statement,) = policy.statements
        assert statement.effect == "Allow"
        assert statement.resources[0] == "*"
        assert isinstance(statement.resources[1], PartlyKnown)

    def test_statements_that_cannot_be_told_apart_are_unknown(self) -> None:
        for inside in ('"Statement": "{}"', '"Statement": [{{"Sid": "{}", "Effect": "Allow"}}]', '"{}": []'):
            before, after = ("{" + inside.replace("{{", "{").replace("}}", "}") + "}").split("{}")
            assert isinstance(parse_holed(PartlyKnown((before, ARN, after))), Unknown)

    def test_a_url_of_the_body_that_names_another_service_is_not_linked(self, tmp_path: Path) -> None:
        uri = "arn:aws:apigateway:${aws_lambda_function.f.arn}:sqs:path/a"
        document = f'{{ "/a" = {{ get = {{ x-amazon-apigateway-integration = {{ type = "aws", uri = "{uri}" }} }} }} }}'
        assert text_of(tmp_path, f'jsonencode({{ openapi = "3.0.1", paths = {document} }})') is not None
        read, _ = read_folder(str(tmp_path))
        (api,) = link(read.plan.after, parse_body).apis
        (integration,) = api.integrations
        assert isinstance(integration.service, Unknown)
