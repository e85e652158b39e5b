"""Verification of RS256 JSON Web Tokens (RFC 7515, RFC 7519) with a public key.

The runtime brings no cryptographic library, and checking an RSA signature needs none: raise it to the public exponent
and compare the whole padded block (RFC 8017, 8.2.2). Only RS256 is accepted, whatever a token's header asks for.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any, Protocol

# Seconds by which the clocks of issuer and function may differ.
LEEWAY = 30

# DER of the DigestInfo of SHA-256, before the digest (RFC 8017, 9.2, note 1).
_SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


class InvalidTokenError(Exception):
    """The token is not one to trust; the text says why, for the log."""


class PublicKey(Protocol):
    """An RSA public key."""

    @property
    def modulus(self) -> int:
        """The n of the key."""

    @property
    def exponent(self) -> int:
        """The e of the key."""


class Keys(Protocol):
    """Where keys are looked up."""

    def find(self, key_id: str) -> PublicKey | None:
        """Give the key of that id, or None."""


def verify(token: str, keys: Keys, issuer: str, client_id: str) -> Mapping[str, Any]:
    """Give the claims of an access token that `issuer` signed for `client_id` and that is in force.

    Raises InvalidTokenError for every other token.
    """
    try:
        signed, _, signature = token.rpartition(".")
        head, payload = (_object(part) for part in signed.split("."))
        signature_bytes = _bytes(signature)
    except (ValueError, binascii.Error):
        raise InvalidTokenError("not a signed token") from None
    if head.get("alg") != "RS256":
        raise InvalidTokenError("not signed with RS256")
    key = keys.find(str(head.get("kid")))
    if key is None:
        raise InvalidTokenError("signed with an unknown key")
    if not _is_signed(signed.encode(), signature_bytes, key):
        raise InvalidTokenError("the signature is wrong")
    _check_claims(payload, issuer, client_id)
    return payload


def _check_claims(claims: Mapping[str, Any], issuer: str, client_id: str) -> None:
    now = time.time()
    expires, not_before = claims.get("exp"), claims.get("nbf", 0)
    if not isinstance(expires, int | float) or not isinstance(not_before, int | float):
        raise InvalidTokenError("no time of expiry")
    if now > expires + LEEWAY:
        raise InvalidTokenError("expired")
    if now < not_before - LEEWAY:
        raise InvalidTokenError("not in force yet")
    if claims.get("iss") != issuer:
        raise InvalidTokenError("of another issuer")
    if claims.get("token_use") != "access" or claims.get("client_id") != client_id:
        raise InvalidTokenError("not an access token of this application")
    if not isinstance(claims.get("sub"), str):
        raise InvalidTokenError("of nobody")


def _is_signed(message: bytes, signature: bytes, key: PublicKey) -> bool:
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature)
    if len(signature) != size or number >= key.modulus:
        return False
    digest = _SHA256_PREFIX + hashlib.sha256(message).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
    return hmac.compare_digest(pow(number, key.exponent, key.modulus).to_bytes(size), expected)


def _object(part: str) -> dict[str, Any]:
    value = json.loads(_bytes(part))
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004 (caught with what json raises)
    return value


def _bytes(part: str) -> bytes:
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
