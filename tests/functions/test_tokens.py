"""examples/rest-openapi: the Lambda authorizer for opaque tokens."""

from __future__ import annotations

import hashlib
import time
from typing import Any

import boto3
import pytest

from tests.functions.sources import load

handler = load("rest-openapi", "tokens.handler")

METHOD_ARN = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/GET/products/cup"


@pytest.fixture(autouse=True)
def _table(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    table = boto3.resource("dynamodb").create_table(
        TableName="tokens",
        AttributeDefinitions=[{"AttributeName": "hash", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "hash", "KeyType": "HASH"}],
    )
    for token, expires in (("good", time.time() + 60), ("old", time.time() - 60)):
        table.put_item(
            Item={"hash": hashlib.sha256(token.encode()).hexdigest(), "caller": "ada", "expires": int(expires)}
        )
    monkeypatch.setenv("TABLE_NAME", "tokens")
    monkeypatch.setattr(handler, "_table", None)


def ask(authorization: str | None, method_arn: str = METHOD_ARN) -> dict[str, Any]:
    headers = {} if authorization is None else {"authorization": authorization}
    return dict(handler.handle({"headers": headers, "methodArn": method_arn}, None))


def test_a_good_token_opens_the_stage() -> None:
    answer = ask("Bearer good")
    assert answer["principalId"] == "ada"
    assert answer["policyDocument"]["Statement"][0]["Resource"] == [
        "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3/prod/*"
    ]


def test_the_policy_fits_caching() -> None:
    assert ask("Bearer good") == ask("Bearer good", METHOD_ARN.replace("GET/products/cup", "POST/quotes"))


@pytest.mark.parametrize(
    "authorization", ["Bearer old", "Bearer unknown", "Basic good", "Bearer ", "Bearer", "good", "", None]
)
def test_any_other_is_unauthorized(authorization: str | None) -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask(authorization)


def test_the_hash_is_no_token() -> None:
    with pytest.raises(Exception, match=r"^Unauthorized$"):
        ask(f"Bearer {hashlib.sha256(b'good').hexdigest()}")
