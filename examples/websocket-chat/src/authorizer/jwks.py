"""The public keys of an issuer (RFC 7517), fetched when they are first needed and when a new one appears."""

from __future__ import annotations

import base64
import json
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

# Seconds between two fetches for keys that are not known: tokens with made-up key ids must not cause traffic.
PAUSE = 60.0

# Seconds after which the keys are fetched again, so that one that was withdrawn is forgotten.
LIFETIME = 3600.0

MINIMUM_BITS = 2048


@dataclass(frozen=True, slots=True)
class RsaKey:
    """An RSA public key."""

    modulus: int
    exponent: int


class KeySet:
    """The keys at an address; rotation is followed by asking again for a key that is not known."""

    def __init__(self, url: str, fetch: Callable[[str], bytes] | None = None) -> None:
        self._url = url
        self._fetch = fetch or _fetch
        self._keys: dict[str, RsaKey] = {}
        self._fetched: float | None = None

    def find(self, key_id: str) -> RsaKey | None:
        """Give the key of that id, or None where the issuer has none. Raises OSError where it cannot be asked."""
        now = time.monotonic()
        age = None if self._fetched is None else now - self._fetched
        if age is None or age > LIFETIME or (key_id not in self._keys and age > PAUSE):
            self._keys = _parse(self._fetch(self._url))
            self._fetched = now
        return self._keys.get(key_id)


def _parse(document: bytes) -> dict[str, RsaKey]:
    keys = {}
    for key in json.loads(document)["keys"]:
        if key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and key.get("alg", "RS256") == "RS256":
            modulus, exponent = _number(key["n"]), _number(key["e"])
            if modulus.bit_length() >= MINIMUM_BITS:
                keys[str(key["kid"])] = RsaKey(modulus, exponent)
    return keys


def _number(text: str) -> int:
    return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 (the address is the configuration's)
        content: bytes = answer.read(1 << 20)
        return content
