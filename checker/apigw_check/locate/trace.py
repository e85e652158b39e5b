"""From an attribute inside a module to the line where the caller wrote its value.

The text is followed, never evaluated: from the expression through locals, variables, `for` expressions and the usual
functions to the argument of the module call, and there to the member of the object that belongs to the instance. What
does not depend on the instance is followed once for all instances, into a plan that ends at the literals in which the
instance's key is looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from ..model.words import DEFAULT, ENTRY, SET
from .address import Address
from .blocks import Attribute
from .declared import Declared, hcl_blocks, value_of
from .follow import Follower
from .modules import Definition, ModuleTree
from .places import Place, Step, Way, content, way
from .steps import ANY, At, Candidate, Found, Items, Named, Pick, Scope, repeat
from .steps import Step as Part


class Traced(Struct, frozen=True, gc=False):
    """Where a value is written, what to say of it, and how many modules are around it."""

    place: Place
    note: str
    level: int


class Tracer:
    """Traces attributes; what is read of the sources is kept. `is_null` says whether an attribute is null, or None."""

    def __init__(self, tree: ModuleTree, is_null: Callable[[str, tuple[Step, ...]], bool | None] | None = None) -> None:
        self._is_null = is_null
        self._declared = Declared(tree)
        self._plans: dict[tuple[object, ...], tuple[Items, bool]] = {}

    def trace(
        self, address: str, parsed: Address, attribute: tuple[Step, ...], definitions: Sequence[Definition]
    ) -> Traced | None:
        """Return where the value of a resource's attribute is written, or the entry that its instance is made of where
        the resource does not set the attribute; None where that is not found outside of the module."""
        module = parsed.module_path
        key = module, parsed.mode, parsed.type, parsed.name, attribute
        try:
            plan = self._plans.get(key)
            if plan is None:
                plan = self._plans[key] = self._plan(module, attribute, definitions)
            if not plan[0]:
                return None
            keys = (*(key for _, key in parsed.modules), parsed.key)
            null = self._is_null(address, attribute) if self._is_null else None
            best = _best(Follower(self._declared, keys, module, null=null).finish(plan[0]))
        except RecursionError:
            return None
        if best is None or best.found is None:
            return None
        exact = not best.left
        found = (best.found.exact if exact else None) or best.found
        exact = exact and not plan[1]
        default = found.default and (not found.members or found.level == len(module))
        note = DEFAULT if default else ENTRY if found.members and not exact else SET
        return Traced(_place(found, exact), note, found.level)

    def _plan(
        self, module: tuple[str, ...], attribute: tuple[Step, ...], definitions: Sequence[Definition]
    ) -> tuple[Items, bool]:
        """Follow the attribute of a resource as far as that is the same for all instances. Return also whether it is
        the instance as a whole that was followed."""
        blocks = hcl_blocks(definitions)
        follower = Follower(self._declared, None, module)
        if len(blocks) != len(definitions):
            return [], False
        scope = self._declared.block_scope(module, blocks)
        state = scope.names.get("each.key")
        for definition, block in reversed(blocks):
            found = way(definition, block, attribute)
            if found.blocks or found.attribute:
                scope, repeated = _inner_scope(definition, found, scope)
                if found.attribute is not None:
                    follower.walk(value_of(definition, found.attribute), At(scope, tuple(found.names)))
                    return follower.plan(module), False
                state = repeated or state
                break
        # What a block of the root module does not set is missing there, not in the entry.
        if state is not None and module:
            follower.name(state, At(scope))
        return follower.plan(module), True


def _inner_scope(definition: Definition, found: Way, scope: Scope) -> tuple[Scope, Named | None]:
    """Return the scope inside the dynamic blocks on a way, and what the innermost repeats over if it ends there."""
    last: Named | None = None
    for block, path in found.blocks:
        last = None
        over = block.attributes.get("for_each")
        if block.type != "dynamic" or over is None or not block.labels:
            continue
        iterator = block.attributes.get("iterator")
        name = value_of(definition, iterator).text() if iterator else block.labels[0]
        chosen = next((step for step in path[:2] if isinstance(step, tuple)), None)
        at = content(block).attributes.get(chosen[0]) if chosen else None
        step: Part = ANY
        if chosen and at:
            own = f"{name}.key", f"{name}.value"
            said = value_of(definition, at)
            step = chosen[1] if said.text() in own else Pick(said, scope, own, chosen[1], ANY)
        names = repeat(name, value_of(definition, over), scope, step)
        scope = Scope(scope.module, scope.names | names)
        last = names[f"{name}.value"]
    return scope, last


def _best(candidates: list[Candidate]) -> Candidate | None:
    """Return what the value's own expression leads to, exactly if possible, else the deepest; else the first."""
    return min((candidate for candidate in candidates if candidate.found), key=_rank, default=None)


def _rank(candidate: Candidate) -> tuple[int, bool, bool, int]:
    members = candidate.found.members if candidate.found else 0
    return candidate.tier, candidate.value == "null", candidate.left > 0, -members


def _place(found: Found, exact: bool) -> Place:
    """Return the place of what was found: as a whole, or up to the bracket that begins what it holds."""
    position = found.source.position
    at = found.at
    begin = (at.line, at.column) if isinstance(at, Attribute) else position(at)
    end = position(found.stop)
    if not exact and end[0] > begin[0] and found.source.text[found.value : found.value + 1] in ("{", "["):
        end = position(found.value + 1)
    return Place(found.file, *begin, *end)
