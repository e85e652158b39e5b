"""The sources beside a plan, evaluated with what the plan has for variables and resources.

What the plan does not know waits for apply here too, so that an answer says what an attribute waits for, and never
what it will be.
"""

from __future__ import annotations

from ...model.resource import Resource
from ..plan_format import Plan
from ..scopes import split_module
from .modules import DEEPEST_MODULES, Modules
from .plan_values import PlanValues, PlanVariables
from .planned import attribute_value
from .references import references
from .scope import Configuration, ModuleInstance
from .syntax import Block
from .values import Value


class PlanSources:
    """Evaluates attributes of a plan's resources from the sources in its root folder."""

    def __init__(self, plan: Plan, root: str) -> None:
        self._modules = Modules(root)
        shared = Configuration(self._modules, PlanVariables(plan))
        shared.plan = PlanValues(plan)
        self._instances: dict[str, ModuleInstance | None] = {"": ModuleInstance(shared, self._modules.root)}
        self._referred: dict[tuple[int, str], frozenset[str]] = {}

    @property
    def whole(self) -> bool:
        """Whether all could be read that was asked for: what could not may say something else."""
        return not self._modules.problems

    def value(self, resource: Resource, name: str) -> Value:
        """What the sources say of an attribute that waits for apply.

        None where they are not those of the plan: the block or the instance is missing, or its expression refers to
        something else than the plan says.
        """
        module = self._instance(resource.module)
        folder = module.module.folder if module is not None else None
        if module is None or folder is None:
            return None
        type_ = resource.type.removeprefix("data.")
        block = folder.block("resource" if type_ == resource.type else "data", type_, resource.name)
        if block is None or self._refers(block, name) != frozenset(resource.references(name)):
            return None
        repeated = module.repeated(block)
        if resource.key not in repeated.values:
            return None
        return attribute_value(module, block, repeated, resource.key, name)

    def _refers(self, block: Block, name: str) -> frozenset[str] | None:
        """What the expression of an attribute refers to, worked out once for all instances of its block."""
        attribute = block.body.attributes.get(name)
        if attribute is None:
            return None
        # A folder keeps its blocks, so none of them gets the identity of another one.
        place = (id(block), name)
        if place not in self._referred:
            self._referred[place] = frozenset(references(attribute.expression))
        return self._referred[place]

    def _instance(self, address: str) -> ModuleInstance | None:
        """The instance of a module at an address."""
        if address.count(".module.") > DEEPEST_MODULES:
            return None
        if address not in self._instances:
            parent, name, key = split_module(address)
            outer = self._instance(parent)
            called = outer is not None and name in outer.module.calls
            self._instances[address] = outer.children(name)[1].get(key) if outer is not None and called else None
        return self._instances[address]
