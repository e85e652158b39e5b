"""What limits the texts of attributes that AWS gives, held against the service models of botocore."""

from __future__ import annotations

import gzip
import json
import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from functools import cache
from pathlib import Path
from typing import Any

import botocore
import pytest

from apigw_check.frontends.hcl import awaited

SOURCE = Path(awaited.__file__).read_text(encoding="utf-8")
#: The shapes that the table names beside the types.
SHAPES = sorted(
    {
        (service, shape)
        for comment in re.findall(r"#:? (.*)", SOURCE)
        if "AWS makes the ARN" not in comment
        for service, shape in re.findall(
            r"\b([a-z][a-z0-9-]+) ([A-Za-z]*(?:ARN|Arn|Id|Name|NameType|Type|Alias|Queue))\b", comment
        )
    }
)
#: Signs that would end a text, a line or a sequence in a document.
UNSAFE = "\"'`\\{}<> \n\r\t"


@cache
def model(service: str) -> dict[str, Any]:
    """The newest model of a service."""
    folder = Path(botocore.__file__).parent / "data" / service
    path = max(folder.glob("*/service-2.json*"))
    data = path.read_bytes()
    found: dict[str, Any] = json.loads(gzip.decompress(data) if path.suffix == ".gz" else data)
    return found


def takes_unsafe(nodes: Any) -> bool:
    """Whether a part of a parsed pattern takes a sign that is not safe."""
    for kind, value in nodes:
        if kind is kinds.LITERAL and chr(value) in UNSAFE:
            return True
        if kind is kinds.IN and any(_in_class(*member) for member in value):
            return True
        if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT) and takes_unsafe(value[2]):
            return True
        if kind is kinds.SUBPATTERN and takes_unsafe(value[3]):
            return True
        if kind is kinds.BRANCH and any(takes_unsafe(branch) for branch in value[1]):
            return True
        if kind in (kinds.ANY, kinds.NOT_LITERAL):
            return True
    return False


def _in_class(kind: Any, value: Any) -> bool:
    if kind is kinds.LITERAL:
        return chr(value) in UNSAFE
    if kind is kinds.RANGE:
        return any(value[0] <= ord(sign) <= value[1] for sign in UNSAFE)
    return not (kind is kinds.CATEGORY and value in (kinds.CATEGORY_DIGIT, kinds.CATEGORY_WORD))


@pytest.mark.parametrize("pattern", [".*", "[^:]+", "\\S+", "(a|{)", "[ -~]", "a b"])
def test_what_takes_anything_is_seen(pattern: str) -> None:
    assert takes_unsafe(parser.parse(pattern))


def test_the_table_names_its_shapes() -> None:
    assert len(SHAPES) >= 25


@pytest.mark.parametrize(("service", "shape"), SHAPES, ids=lambda each: str(each))
def test_the_shape_takes_no_sign_that_changes_a_document(service: str, shape: str) -> None:
    pattern = model(service)["shapes"][shape]["pattern"]
    assert not takes_unsafe(parser.parse(pattern)), pattern


@pytest.mark.parametrize(
    ("service", "shape", "member", "said"),
    [
        ("elb", "CreateAccessPointInput", "LoadBalancerName", "must contain only alphanumeric characters or hyphens"),
        ("elbv2", "CreateLoadBalancerInput", "Name", "must contain only alphanumeric characters or hyphens"),
        ("elbv2", "CreateTargetGroupInput", "Name", "must contain only alphanumeric characters or hyphens"),
        ("sqs", "CreateQueueRequest", "QueueName", "alphanumeric characters, hyphens"),
        ("apigateway", "CreateStageRequest", "stageName", "alphanumeric characters, hyphens, and underscores"),
    ],
)
def test_what_the_models_say_of_names(service: str, shape: str, member: str, said: str) -> None:
    assert said in model(service)["shapes"][shape]["members"][member]["documentation"]


def test_every_type_has_a_source() -> None:
    """Each line of the table that names types ends with what limits them; those of API Gateway stand below that."""
    table = SOURCE[SOURCE.index("_NAMED = (") : SOURCE.index("#: Data sources that say")]
    without = [
        line.strip()
        for line in table.splitlines()
        if line.lstrip().startswith(('"', "*(")) and "#" not in line and "api" not in line
    ]
    assert without == []
