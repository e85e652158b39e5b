"""The certificates of custom domains."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from typing import Any

from ..model.certificates import IMPORTED, PRIVATE, REQUESTED, Certificate
from ..model.gateway import Domain
from ..model.resource import Resource, View
from ..model.value import Unknown
from .context import Context, block_value, complete, first_block, texts

CERTIFICATE = frozenset({"aws_acm_certificate", "data.aws_acm_certificate"})
_VALIDATION = "aws_acm_certificate_validation"
_ELSEWHERE = Unknown("the certificate is defined outside this input")
_ISSUES = {"AMAZON_ISSUED": REQUESTED, "IMPORTED": IMPORTED, "PRIVATE": PRIVATE}
#: What ACM gives a certificate for which no algorithm is asked (RequestCertificate).
_DEFAULT = "RSA_2048"

# How a certificate in DER names the algorithm of its own key (RFC 3279, RFC 5480).
_RSA = rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03"
_CURVES = {
    b"\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07": "EC_prime256v1",
    b"\x06\x05\x2b\x81\x04\x00\x22": "EC_secp384r1",
    b"\x06\x05\x2b\x81\x04\x00\x23": "EC_secp521r1",
}
_PEM = r"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]{1,100000})-----END"


def link_certificates(context: Context) -> None:
    """Says which certificate each domain has."""
    made: dict[str, Certificate] = {}
    for resource in context.resources.of("aws_api_gateway_domain_name"):
        name = "regional_certificate_arn" if resource.get("regional_certificate_arn") is not None else "certificate_arn"
        _join(context, context.domains[resource.address], resource, resource, name, made)
    for resource in context.resources.of("aws_apigatewayv2_domain_name"):
        block = first_block(resource, "domain_name_configuration")
        domain = context.domains[resource.address]
        if isinstance(block, View):
            _join(context, domain, resource, block, "certificate_arn", made)
        else:
            domain.acm = block


def _join(
    context: Context, domain: Domain, resource: Resource, view: View, name: str, made: dict[str, Certificate]
) -> None:
    value = view.get(name)
    target: Resource | None = None
    users: list[Resource] = [resource]
    if value is None:
        return
    if isinstance(value, str):
        found = [context.by_id(type_, "arn", value) for type_ in sorted(CERTIFICATE)]
        target = next((each for each in found if each is not None), None)
    else:
        link = context.resources.trace(resource, view.references(name), CERTIFICATE)
        target = link.targets[0] if len(link.targets) == 1 and not link.vague else None
        waiting = context.resources.trace(resource, view.references(name), frozenset({_VALIDATION}))
        users += waiting.targets
    if target is None:
        domain.acm = _ELSEWHERE
        return
    if target.address not in made:
        made[target.address] = _external(target) if target.type.startswith("data.") else _own(context, target)
    domain.acm = certificate = made[target.address]
    if certificate.create_before_destroy is False and not certificate.external:
        # Terraform creates first as well what a resource depends on that is itself created first.
        for user in users:
            first = context.resources.created_first(user)
            if first is True:
                domain.acm = _own(context, target, first=True)


def _own(context: Context, resource: Resource, *, first: bool = False) -> Certificate:
    issue = _issue(resource)
    return Certificate(
        origin=resource.origin,
        issue=issue,
        key_algorithms=_algorithms(resource, issue),
        transparency=block_value(first_block(resource, "options"), "certificate_transparency_logging_preference"),
        create_before_destroy=first or context.resources.created_first(resource),
    )


def _issue(resource: Resource) -> str:
    if resource.get("private_key") is not None or resource.get("certificate_body") is not None:
        return IMPORTED
    if resource.get("certificate_authority_arn") is not None:
        return PRIVATE
    return _ISSUES.get(str(resource.values.get("type")), REQUESTED)


def _algorithms(resource: Resource, issue: str) -> tuple[str, ...] | Unknown:
    stated = resource.get("key_algorithm")
    if isinstance(stated, str):
        return (stated,)
    if isinstance(stated, Unknown):
        return stated
    if issue != IMPORTED:
        return (_DEFAULT,)
    body = resource.get("certificate_body")
    found = key_algorithm(body) if isinstance(body, str) else ""
    return (found,) if found else Unknown("the key of the imported certificate cannot be told from the input")


def _external(resource: Resource) -> Certificate:
    """A certificate that is looked up: what it is looked up by is all that is known of it."""
    types: Any = complete(texts(resource.get("types")))
    issues = {_ISSUES.get(str(each)) for each in types} if isinstance(types, tuple) else set()
    issue = issues.pop() if len(issues) == 1 else None
    keys = complete(texts(resource.get("key_types")))
    return Certificate(
        origin=resource.origin,
        issue=issue or _ELSEWHERE,
        key_algorithms=keys if isinstance(keys, tuple) else _ELSEWHERE,
        transparency=_ELSEWHERE,
        create_before_destroy=_ELSEWHERE,
        external=True,
    )


def key_algorithm(pem: str) -> str:
    """The algorithm of a certificate's key, in the names of ACM; empty where it cannot be told."""
    match = re.search(_PEM, pem)
    try:
        data = a2b_base64(match[1]) if match else b""
    except Error:
        return ""
    rsa = re.search(_RSA, data)
    if rsa is not None:
        return _rsa(data, rsa.end())
    return next((name for oid, name in _CURVES.items() if oid in data), "")


def _rsa(data: bytes, pos: int) -> str:
    """The size of the RSA key whose bit string has its length at `pos`: a sequence that begins with the modulus."""
    _, pos = _length(data, pos)
    if data[pos : pos + 2] != b"\x00\x30":
        return ""
    _, pos = _length(data, pos + 2)
    if data[pos : pos + 1] != b"\x02":
        return ""
    size, pos = _length(data, pos + 1)
    modulus = data[pos : pos + size].lstrip(b"\x00")
    return f"RSA_{len(modulus) * 8}" if len(modulus) >= 32 else ""


def _length(data: bytes, pos: int) -> tuple[int, int]:
    """The length that stands at a place, and where what it measures begins."""
    first = data[pos] if pos < len(data) else 0
    if first < 0x80:
        return first, pos + 1
    count = first & 0x7F
    return int.from_bytes(data[pos + 1 : pos + 1 + count], "big"), pos + 1 + count
