"""What the sources beside a plan say of texts that the plan knows only after apply.

The expression is evaluated with what the plan has for variables and resources; what it does not have stays a hole.
Where the sources are not those of the plan, nothing is said.
"""

from __future__ import annotations

from ...model.holes import PartlyKnown
from ..plan_format import Plan
from ..waiting import Waiting
from .modules import Modules
from .plan_values import PlanValues, PlanVariables
from .planned import attribute_value, holed
from .references import references
from .scope import Configuration, ModuleInstance
from .syntax import Block

#: More texts than anyone has.
_MOST = 500


def texts(plan: Plan, root: str, wanted: list[Waiting]) -> dict[str, dict[str, PartlyKnown]]:
    """By address and attribute, the texts of which the sources in the root folder say a part."""
    modules = Modules(root)
    shared = Configuration(modules, PlanVariables(plan))
    shared.plan = PlanValues(plan)
    top = ModuleInstance(shared, modules.root)
    found: dict[str, dict[str, PartlyKnown]] = {}
    for one in wanted[:_MOST]:
        if text := _text(top, one):
            found.setdefault(one.resource.address, {}).update(text)
    # What could not be read may say something else.
    return {} if modules.problems else found


def _text(top: ModuleInstance, wanted: Waiting) -> dict[str, PartlyKnown]:
    resource = wanted.resource
    module = _instance(top, resource.module)
    folder = module.module.folder if module is not None else None
    if module is None or folder is None:
        return {}
    type_ = resource.type.removeprefix("data.")
    block = folder.block("resource" if type_ == resource.type else "data", type_, resource.name)
    if block is None or not _agrees(block, wanted):
        return {}
    repeated = module.repeated(block)
    if resource.key not in repeated.values:
        return {}
    return holed(wanted.name, attribute_value(module, block, repeated, resource.key, wanted.name))


def _agrees(block: Block, wanted: Waiting) -> bool:
    """Whether the expression in the sources refers to what the plan says it refers to."""
    attribute = block.body.attributes.get(wanted.name)
    return attribute is not None and set(references(attribute.expression)) == set(wanted.references)


def _instance(top: ModuleInstance, address: str) -> ModuleInstance | None:
    """The instance of a module at an address."""
    module = top
    while module.address != address:
        inside = (
            child
            for name in module.module.calls
            for child in module.children(name)[1].values()
            if address == child.address or address.startswith(f"{child.address}.")
        )
        following = next(inside, None)
        if following is None:
            return None
        module = following
    return module
