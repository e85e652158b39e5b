"""What follows from the provider's configuration, and what does not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from apigw_check._pipeline import read_folder
from apigw_check.frontends.hcl.options import FolderOptions
from apigw_check.frontends.hcl.provider_data import partition_of
from apigw_check.model.value import Unknown

NAMED = 'resource "aws_apigatewayv2_api" "this" {{\n  name = {name}\n  protocol_type = "HTTP"\n{more}}}\n'
SOURCES = 'data "aws_region" "this" {}\ndata "aws_partition" "this" {}\ndata "aws_caller_identity" "this" {}\n'
REGION = "data.aws_region.this.name"


def name_of(folder: Path, text: str, **options: Any) -> Any:
    """The name of the only API of a configuration."""
    (folder / "main.tf").write_text(text)
    (api,) = read_folder(str(folder), FolderOptions(**options))[0].plan.after.of("aws_apigatewayv2_api")
    return api.get("name")


def named(name: str, more: str = "") -> str:
    return SOURCES + NAMED.format(name=name, more=more)


@pytest.mark.parametrize(
    ("provider", "reason"),
    [
        ("", "names no region"),
        ('provider "aws" {}\n', "names no region"),
        ('provider "aws" {\n  region = null\n}\n', "names no region"),
        ('provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n', "var.region has no value here"),
        ('provider "aws" {\n  region = data.aws_region.this.name\n}\n', "in a circle"),
        ('provider "aws" {\n  region = "moon-central-1"\n}\n', "terraform reads when it plans"),
    ],
)
def test_a_region_that_is_not_said_is_unknown(tmp_path: Path, provider: str, reason: str) -> None:
    found = name_of(tmp_path, provider + named("data.aws_partition.this.dns_suffix"))
    assert isinstance(found, Unknown)
    assert reason in found.reason
    assert isinstance(name_of(tmp_path, provider + named(REGION)), Unknown)


def test_a_variable_gives_the_region(tmp_path: Path) -> None:
    text = 'provider "aws" {\n  region = var.region\n}\nvariable "region" {}\n' + named(REGION)
    assert name_of(tmp_path, text, variables=(("region", "cn-north-1"),)) == "cn-north-1"


@pytest.mark.parametrize("name", ["account_id", "arn", "id", "user_id"])
def test_the_account_is_never_known(tmp_path: Path, name: str) -> None:
    text = 'provider "aws" {\n  region = "eu-central-1"\n  allowed_account_ids = ["123456789012"]\n}\n'
    found = name_of(tmp_path, text + named(f"data.aws_caller_identity.this.{name}"))
    assert isinstance(found, Unknown)
    assert found.reason == "who runs terraform is not known"


def test_a_provider_that_no_call_hands_on_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    inner = (
        'data "aws_region" "this" {\n  provider = aws.other\n}\noutput "region" { value = data.aws_region.this.id }\n'
    )
    (tmp_path / "inner" / "main.tf").write_text(inner)
    text = 'provider "aws" {\n  region = "eu-central-1"\n}\nmodule "inner" {\n  source = "./inner"\n}\n'
    found = name_of(tmp_path, text + named("module.inner.region"))
    assert isinstance(found, Unknown)
    assert found.reason == "the call of the module hands no provider aws.other on"
    missing = name_of(tmp_path, text + named("module.inner.region").replace('source = "./inner"', ""))
    assert isinstance(missing, Unknown)


@pytest.mark.parametrize("name", ["one(data.aws_region.all[*].id)", "data.aws_region.all[0].name"])
def test_a_data_source_of_many_instances(tmp_path: Path, name: str) -> None:
    text = 'provider "aws" {\n  region = "eu-west-1"\n}\ndata "aws_region" "all" {\n  count = 1\n}\n'
    assert name_of(tmp_path, text + NAMED.format(name=name, more="")) == "eu-west-1"


def test_a_sensitive_region_stays_sensitive(tmp_path: Path) -> None:
    text = 'provider "aws" {\n  region = sensitive("eu-west-1")\n}\n' + named(REGION)
    (tmp_path / "main.tf").write_text(text)
    read = read_folder(str(tmp_path), FolderOptions())[0].plan
    assert read.after.of("aws_apigatewayv2_api")[0].get("name") == "eu-west-1"
    assert "eu-west-1" in read.secrets


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-central-1", "aws"),
        ("mx-central-1", "aws"),
        ("us-gov-west-1", "aws-us-gov"),
        ("cn-northwest-1", "aws-cn"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eu-central-1\n", None),
        ("moon-1", None),
        ("", None),
    ],
)
def test_the_partition_of_a_region(region: str, partition: str | None) -> None:
    assert partition_of(region) == partition


class TestJson:
    def test_a_block_that_is_an_expression_is_not_dropped(self, tmp_path: Path) -> None:
        api = {"name": "shop", "protocol_type": "HTTP", "cors_configuration": "${var.cors}"}
        (tmp_path / "main.tf.json").write_text(json.dumps({"resource": {"aws_apigatewayv2_api": {"shop": api}}}))
        (found,) = read_folder(str(tmp_path), FolderOptions())[0].plan.after.of("aws_apigatewayv2_api")
        blocks = found.blocks("cors_configuration")
        assert isinstance(blocks, Unknown)
        assert "is written as an argument" in blocks.reason

    def test_blocks_of_both_syntaxes_are_read_alike(self, tmp_path: Path) -> None:
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
        text = 'resource "aws_api_gateway_rest_api" "r" {\n  name = "r"\n'
        text += '  endpoint_configuration {\n    types = ["REGIONAL"]\n  }\n}\n'
        (tmp_path / "a" / "main.tf").write_text(text)
        content = {"name": "r", "endpoint_configuration": {"types": ["REGIONAL"]}}
        (tmp_path / "b" / "main.tf.json").write_text(
            json.dumps({"resource": [{"aws_api_gateway_rest_api": [{"r": [content]}]}]})
        )
        read = [
            read_folder(str(tmp_path / name), FolderOptions())[0].plan.after.of("aws_api_gateway_rest_api")[0].values
            for name in ("a", "b")
        ]
        assert read[0] == read[1]
        assert read[0]["endpoint_configuration"][0]["types"] == ["REGIONAL"]
