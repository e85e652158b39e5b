"""Functions on networks in CIDR notation."""

from __future__ import annotations

import ipaddress
import re
from typing import TypeAlias

from ..values import FunctionError, HclList, NotEvaluatedError
from .define import Function

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_LEADING = re.compile(r"(?:^|\.)0\d", re.ASCII)
_CIDR = re.compile(r"([0-9A-Fa-f.:]+)/(\d{1,3})", re.ASCII)
#: No more bits than these are added to a prefix; what Terraform makes of more is not told.
_MOST_BITS = 62
_MOST_BITS_EACH = 32


def _network(text: str) -> _Network:
    match = _CIDR.fullmatch(text)
    if match is not None and _LEADING.search(match[1]):
        # For Terraform alone they are part of an address.
        raise NotEvaluatedError("an address with leading zeros")
    try:
        address = ipaddress.ip_address(match[1] if match is not None else "")
        network = ipaddress.ip_network((address, int(match[2])) if match is not None else "", strict=False)
    except ValueError:
        raise FunctionError("the text is no network in CIDR notation") from None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        raise NotEvaluatedError("an IPv4 address as one of IPv6")
    return network


def _host(text: str, number: int) -> str:
    network = _network(text)
    hosts = network.num_addresses
    if not -hosts <= number < hosts:
        raise FunctionError("the network has fewer hosts")
    return str(network.network_address + (number if number >= 0 else hosts + number))


def _netmask(text: str) -> str:
    network = _network(text)
    if isinstance(network, ipaddress.IPv6Network):
        raise FunctionError("networks of IPv6 have no netmask")
    return str(network.netmask)


def _subnet(text: str, bits: int, number: int) -> str:
    network = _network(text)
    if bits < 0 or bits > _MOST_BITS or number < 0:
        raise NotEvaluatedError("this number of bits, or a negative number")
    length = network.prefixlen + bits
    if length > network.max_prefixlen:
        raise FunctionError("the prefix would be longer than an address")
    if number >= 2**bits:
        raise FunctionError("there are fewer subnets")
    start = network.network_address + (number << (network.max_prefixlen - length))
    return f"{start}/{length}"


def _subnets(text: str, *bits: int) -> HclList:
    network = _network(text)
    if not int(network.network_address):
        raise NotEvaluatedError("subnets of the network that begins at zero")
    found = HclList()
    start, stop = int(network.network_address), int(network.broadcast_address) + 1
    for more in bits:
        if not 1 <= more <= _MOST_BITS_EACH:
            raise FunctionError(f"a subnet takes 1 to {_MOST_BITS_EACH} more bits")
        length = network.prefixlen + more
        if length > network.max_prefixlen:
            raise FunctionError("the prefix would be longer than an address")
        size = 1 << (network.max_prefixlen - length)
        start = -(-start // size) * size
        if start + size > stop:
            raise FunctionError("the network has no room for so many subnets")
        found.append(f"{type(network.network_address)(start)}/{length}")
        start += size
    return found


FUNCTIONS = {
    "cidrhost": Function("si", _host),
    "cidrnetmask": Function("s", _netmask),
    "cidrsubnet": Function("sii", _subnet),
    "cidrsubnets": Function("s?i*", _subnets),
}
