"""Keys as Terraform writes them in addresses and references."""

from __future__ import annotations


def quoted(key: str) -> str:
    """A key in quotes: what an HCL string would need to be escaped is."""
    found = key.replace("\\", "\\\\").replace('"', '\\"')
    found = found.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    found = found.replace("${", "$${").replace("%{", "%%{")
    if not found.isprintable():
        found = "".join(one if one.isprintable() else _code(ord(one)) for one in found)
    return f'"{found}"'


def _code(number: int) -> str:
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
