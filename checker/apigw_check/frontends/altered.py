"""Whether an expression hands on what it refers to, or makes something else of it, as far as the sources show.

A plan names what an expression refers to, and not what the expression does with it: `data.x.json` and
`replace(data.x.json, "a", "b")` look alike there.
"""

from __future__ import annotations

import re

from ..model.resource import Resource
from .references import ConfigModule
from .scopes import MAX_DEPTH, Scopes

#: Functions that choose among what they are given, or give it in another type.
_HANDING_ON = frozenset(
    {
        *("coalesce", "coalescelist", "compact", "concat", "element", "flatten", "lookup", "nonsensitive", "one"),
        *("sensitive", "sort", "tolist", "tomap", "toset", "tostring", "trimspace", "try", "values"),
    }
)
_CALL = re.compile(r"([A-Za-z_][\w-]*)\s*\(")
#: The same document, written anew.
_REWRITTEN = re.compile(r"jsonencode\(\s*jsondecode\((?P<inner>[^()]*)\)\s*\)")
_ONLY_INNER = re.compile(r'"\$\{(?P<inner>[^"{}]*)\}"')
_NAME = re.compile(r"(?:(?P<kind>local|var)|module\.(?P<call>[\w-]+)(?:\[[^\]]*\])?)\.(?P<name>[\w-]+)")


def is_altered(scopes: Scopes, resource: Resource, name: str) -> bool:
    """Whether the sources show that the attribute is made of what it refers to, and is not simply that.

    Names of locals, inputs and outputs are followed. False where the sources are not at hand, or do not tell.
    """
    config = scopes.module(resource.module)
    return _is_altered(scopes, config, "resource", f"{resource.type}.{resource.name}", name, MAX_DEPTH)


def _is_altered(scopes: Scopes, config: ConfigModule, kind: str, label: str, name: str, depth: int) -> bool:
    text = scopes.sources.text(config.path, kind, label, name) if scopes.sources is not None else None
    if text is None or depth <= 0:
        return False
    text = _REWRITTEN.sub(r"\g<inner>", _ONLY_INNER.sub(r"\g<inner>", text)).strip()
    if "${" in text or any(called not in _HANDING_ON for called in _CALL.findall(text)):
        return True
    match = _NAME.fullmatch(text)
    if match is None:
        return False
    if match["kind"] == "local":
        return _is_altered(scopes, config, "locals", "", match["name"], depth - 1)
    if match["kind"] == "var":
        outer = config.parent
        return outer is not None and _is_altered(scopes, outer, "module", config.path[-1], match["name"], depth - 1)
    called_module = config.calls.get(match["call"])
    return called_module is not None and _is_altered(scopes, called_module, "output", match["name"], "value", depth - 1)
