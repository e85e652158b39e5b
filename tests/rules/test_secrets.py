"""What is taken for a credential, and what is not, by name and by form."""

from __future__ import annotations

import pytest

from apigw_check.rules.exposure._secrets import credential, credential_in

#: Put together here, so that no scanner takes this file for a leak.
KEY = "AKIA" + "IOSFODNN7EXAMPLE"
JWT = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("backend", KEY),
        ("x", f"key={KEY};"),
        ("x", JWT),
        ("header", "Bearer 0123456789abcdef"),
        ("header", "Basic c2hvcDpodW50ZXIy"),
        ("url", "postgres://shop:hunter2@db.example.com/shop"),
        ("pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIE"),
        ("x", "ghp_" + "a1B2" * 9),
        ("db_password", "hunter2hunter"),
        ("dbPassword", "correct"),
        ("DB_PASSWD", "p@ssw0rd"),
        ("X-Api-Key", "k9Xw2mQ7vLp4"),
        ("clientSecret", "f3a9c07be1d24486"),
        ("partner_token", "tok-12345678"),
        ("Authorization", "f3a9c07be1d24486"),
        ("upstream", "Zk3vQ9xT2mLw8RbY5sHd7NfJ4pGcA6uE"),
    ],
)
def test_credentials(name: str, value: str) -> None:
    assert credential(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("db_password", ""),
        ("db_password", "/shop/prod/db-password"),
        ("db_password", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf"),
        ("db_password", "${stageVariables.password}"),
        ("db_password", "changeme"),
        ("db_password", "xxxxxxxxxx"),
        ("secret", "orders-database"),
        ("secret_name", "shop/backend-1"),
        ("token_ttl", "3600"),
        ("use_token", "true"),
        ("token_url", "https://issuer.example.com/oauth2/token"),
        ("primary_key", "order_id_1"),
        ("x-amz-target", "DynamoDB_20120810.GetItem"),
        ("Content-Type", "application/x-www-form-urlencoded"),
        ("Authorization", "$context.authorizer.token"),
        ("header", "Bearer $context.authorizer.token"),
        ("commit", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
        ("code_hash", "Zk3vQ9xT2mLw8RbY5sHd7NfJ4pGcA6uE"),
        ("trace", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        ("pool", "eu-central-1_AbCdEfGhI"),
        ("client_id", "4pq2r7s1t9u8v3w6x5y0z1a2b3"),
        ("function", "orders-prod-handler-with-a-rather-long-name-2"),
        ("QueueUrl", "https://sqs.eu-central-1.amazonaws.com/123456789012/orders"),
        ("url", "https://backend.example.com:8443/orders"),
    ],
)
def test_no_credentials(name: str, value: str) -> None:
    assert credential(name, value) == ""


def test_an_answer_never_holds_the_text() -> None:
    for value in (KEY, JWT, "Bearer 0123456789abcdef"):
        assert value not in credential_in(value)
