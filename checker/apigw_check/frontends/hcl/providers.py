"""Which configuration of the AWS provider a block uses, and what it says: its region, the tags that it adds.

A configuration is a `provider` block of a module; calls hand them on, by name (`providers`) or, without an alias, by
themselves. https://developer.hashicorp.com/terraform/language/modules/develop/providers
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.value import Unknown
from . import tree
from .evaluate import evaluate
from .instances import Repetition
from .nested import bare_name, blocks_named
from .syntax import Attribute, Block, Body
from .values import Value

if TYPE_CHECKING:
    from .scope import ModuleInstance

_DEFAULT = "aws"
_NO_REGION = "the provider block names no region, which then comes from where terraform runs"


def region(module: ModuleInstance, body: Body) -> Value:
    """The region of the provider that a block of a module uses, as far as the provider block says it."""
    name = provider_name(body.attributes.get("provider"))
    return module.kept(("region", name), lambda: _region(module, name), "the provider's region")


def _region(module: ModuleInstance, name: str | None) -> Value:
    holder, block = _configuration(module, name)
    if isinstance(block, Unknown):
        return block
    written = block.body.attributes.get("region") if block is not None else None
    value = _value(holder, written)
    return Unknown(_NO_REGION) if value is None else value


def default_tags(module: ModuleInstance, body: Body) -> Value:
    """The tags that the provider adds to those of a block of a module: a map, or `Unknown`."""
    name = provider_name(body.attributes.get("provider"))
    return module.kept(("default_tags", name), lambda: _default_tags(module, name), "default_tags")


def _default_tags(module: ModuleInstance, name: str | None) -> Value:
    holder, block = _configuration(module, name)
    if isinstance(block, Unknown):
        return block
    inner = next(blocks_named(block.body, "default_tags"), None) if block is not None else None
    if inner is None:
        return {}
    if inner.type == "dynamic":
        return Unknown("the tags that the provider adds are not known")
    value = _value(holder, inner.body.attributes.get("tags"))
    if value is None:
        return {}
    return value if isinstance(value, dict | Unknown) else Unknown("the tags that the provider adds are not known")


def _value(holder: ModuleInstance, written: Attribute | None) -> Value:
    if written is None:
        return None
    return evaluate(written.expression, holder.scope(Repetition(), None), holder.shared.diagnostics)


def _configuration(module: ModuleInstance, name: str | None) -> tuple[ModuleInstance, Block | Unknown | None]:
    """The `provider` block that a name means in a module, and the module that holds it; None where there is none."""
    while name is not None:
        folder = module.module.folder
        blocks = folder.blocks("provider") if folder is not None else {}
        if ("", name) in blocks:
            return module, blocks["", name]
        parent, call = module.parent, module.module.call
        if parent is None or call is None:
            return module, None if "." not in name else Unknown(f"the provider {name} is not declared")
        if "providers" in call.body.attributes:
            handed = dict(_handed(call.body.attributes["providers"].expression))
            if name in handed:
                name = handed[name]
                module = parent
                continue
        if "." in name:
            return module, Unknown(f"the call of the module hands no provider {name} on")
        module = parent
    return module, Unknown("a provider that is named by an expression")


def _handed(expression: tree.Expression) -> Iterator[tuple[str, str | None]]:
    """What the argument `providers` of a module call says: names there, and the names here that they stand for."""
    for key, value in expression.items if isinstance(expression, tree.Object) else ():
        name = bare_name(key.reference if isinstance(key, tree.ReferenceKey) else key)
        if name is not None:
            yield name, bare_name(value)


def provider_name(attribute: Attribute | None) -> str | None:
    """The configuration that a block uses, such as `aws` or `aws.west`; None where it cannot be told."""
    return _DEFAULT if attribute is None else bare_name(attribute.expression)
