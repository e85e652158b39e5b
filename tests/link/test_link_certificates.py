"""The certificates of domains: by reference, by ARN, looked up, and what is known of their keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tiny_plan import estate, ref, resource

from apigw_check.link.certificates import key_algorithm
from apigw_check.model.certificates import Certificate
from apigw_check.model.gateway import Domain
from apigw_check.model.value import Unknown

ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
LATER = ref("terraform_data.later.output")
CASES = Path(__file__).resolve().parents[1] / "rules" / "certificate-weak-key"


def kept(address: str, **values: Any) -> Any:
    return resource(address, actions=["no-op"], before=values, **values)


def domain_of(arn: Any, *more: Any) -> Domain:
    new = resource("aws_api_gateway_domain_name.a", domain_name="a.example.com", regional_certificate_arn=arn)
    return estate(new, *more).domains[0]


def certificate_of(arn: Any, *more: Any) -> Certificate:
    found = domain_of(arn, *more).acm
    assert isinstance(found, Certificate)
    return found


def new(**values: Any) -> Any:
    return resource("aws_acm_certificate.c", arn=ref(), **values)


def test_by_reference_and_through_its_validation() -> None:
    found = certificate_of(ref("aws_acm_certificate.c.arn"), new(domain_name="a.example.com"))
    assert (found.issue, found.key_algorithms) == ("requested", ("RSA_2048",))
    waiting = resource("aws_acm_certificate_validation.v", certificate_arn=ref("aws_acm_certificate.c.arn"))
    through = ref("aws_acm_certificate_validation.v.certificate_arn")
    assert certificate_of(through, waiting, new(key_algorithm="EC_secp384r1")).key_algorithms == ("EC_secp384r1",)


def test_by_a_known_arn() -> None:
    state = kept("aws_acm_certificate.c", arn=ARN, type="IMPORTED", key_algorithm="RSA_1024")
    found = certificate_of(ARN, state)
    assert (found.issue, found.key_algorithms) == ("imported", ("RSA_1024",))


def test_a_domain_of_the_second_kind() -> None:
    block = [{"certificate_arn": ARN, "endpoint_type": "REGIONAL", "security_policy": "TLS_1_2"}]
    domain = kept("aws_apigatewayv2_domain_name.a", domain_name="a.example.com", domain_name_configuration=block)
    state = kept("aws_acm_certificate.c", arn=ARN, type="AMAZON_ISSUED", key_algorithm="RSA_2048")
    found = estate(domain, state).domains[0].acm
    assert isinstance(found, Certificate)
    assert found.issue == "requested"


@pytest.mark.parametrize("arn", [ARN, LATER, ref("var.certificate_arn"), ref("aws_acm_certificate.none.arn")])
def test_a_certificate_that_is_not_there(arn: Any) -> None:
    assert isinstance(domain_of(arn).acm, Unknown)


def test_a_domain_without_one() -> None:
    assert domain_of(None).acm is None


def test_one_of_two() -> None:
    two = [resource(f"aws_acm_certificate.{name}", arn=ref()) for name in "ab"]
    assert isinstance(domain_of(ref("aws_acm_certificate.a.arn", "aws_acm_certificate.b.arn"), *two).acm, Unknown)


def test_what_a_look_up_says() -> None:
    data = kept("data.aws_acm_certificate.c", arn=ARN, types=["AMAZON_ISSUED"], key_types=["RSA_4096", "EC_prime256v1"])
    found = certificate_of(ARN, data)
    assert found.external
    assert (found.issue, found.key_algorithms) == ("requested", ("RSA_4096", "EC_prime256v1"))
    bare = certificate_of(ARN, kept("data.aws_acm_certificate.c", arn=ARN))
    assert isinstance(bare.issue, Unknown)
    assert isinstance(bare.key_algorithms, Unknown)


def test_without_sources_the_lifecycle_is_not_known() -> None:
    assert isinstance(certificate_of(ref("aws_acm_certificate.c.arn"), new()).create_before_destroy, Unknown)


def test_kinds_of_certificates() -> None:
    def issue(**values: Any) -> Any:
        return certificate_of(ref("aws_acm_certificate.c.arn"), new(**values)).issue

    assert issue(private_key="x", certificate_body="x") == "imported"
    assert issue(private_key=LATER, certificate_body=LATER) == "imported"
    assert issue(certificate_authority_arn="arn:aws:acm-pca:x", domain_name="a") == "private"
    assert issue(domain_name=LATER) == "requested"


def test_the_key_of_an_imported_certificate() -> None:
    for name, expected in (("bad-certificates/1024.pem", "RSA_1024"), ("good-certificates/2048.pem", "RSA_2048")):
        assert key_algorithm((CASES / name).read_text()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----AAA-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----====-----END CERTIFICATE-----",
        # The name of RSA, and nothing behind it; then lengths that lead outside.
        "-----BEGIN CERTIFICATE-----BgkqhkiG9w0BAQEFAAM=-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----BgkqhkiG9w0BAQEFAAOEADAC/////////w==-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----" + "A" * 200_000,
    ],
)
def test_what_is_no_certificate(text: str) -> None:
    assert key_algorithm(text) == ""
