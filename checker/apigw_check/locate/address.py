"""Resource addresses as Terraform writes them in plans: `module.api["x"].aws_api_gateway_method.this["GET /x"]`."""

from __future__ import annotations

import re

from msgspec import Struct

_STEP = re.compile(r'([\w-]+)(?:\[(?:(\d+)|"((?:[^"\\]++|\\.){0,2000})")\])?(?:\.(?=.)|\Z)', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|(.))|\$\$\{|%%\{", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}

Key = str | int | None


class Address(Struct, frozen=True):
    """An address in its parts; `type` and `name` are empty where it names a module call alone."""

    modules: tuple[tuple[str, Key], ...]
    mode: str
    type: str
    name: str
    key: Key

    @property
    def module_path(self) -> tuple[str, ...]:
        """The names of the module calls, without keys."""
        return tuple(name for name, _ in self.modules)


def parse_address(address: str) -> Address:
    """Take an address apart. Raise ValueError where it is none."""
    steps = _steps(address)
    modules: list[tuple[str, Key]] = []
    at = 0
    while at + 1 < len(steps) and steps[at] == ("module", None):
        modules.append(steps[at + 1])
        at += 2
    rest = steps[at:]
    mode = "managed"
    if len(rest) == 3 and rest[0] == ("data", None):
        mode = "data"
        rest = rest[1:]
    if not rest and modules:
        return Address(tuple(modules), mode, "", "", None)
    if len(rest) != 2 or rest[0][1] is not None or (rest[0][0] == "data" and mode == "managed"):
        raise ValueError(f"not a resource address: {address!r}")
    return Address(tuple(modules), mode, rest[0][0], *rest[1])


def _steps(address: str) -> list[tuple[str, Key]]:
    """Return the names of an address with the keys behind them."""
    steps: list[tuple[str, Key]] = []
    pos = 0
    while pos < len(address):
        match = _STEP.match(address, pos)
        if match is None:
            raise ValueError(f"not a resource address: {address!r}")
        name, number, quoted = match.groups()
        key = unescape(quoted) if quoted is not None else number and int(number)
        steps.append((name, key))
        pos = match.end()
    return steps


def unescape(quoted: str) -> str:
    """Return what stands between the quotes of an HCL string, with its escape sequences replaced."""
    return _ESCAPE.sub(_character, quoted) if "\\" in quoted or "{" in quoted else quoted


def _character(match: re.Match[str]) -> str:
    short, long, byte, letter = match.groups()
    if letter:
        return _LETTERS.get(letter, letter)
    if digits := short or long or byte:
        number = int(digits, 16)
        return chr(number) if number < 0x110000 else "\ufffd"
    return match[0][1:]
