"""What a deployment hangs on: it publishes an API anew when its triggers change, and has what it is made after."""

from __future__ import annotations

from ..model.resource import Resource
from ..model.value import Unknown
from .config_walk import lifecycle_of
from .dependencies import Dependencies
from .scopes import Scopes
from .triggers import Triggers


class DeploymentReach:
    """What a deployment hangs on (`model.resource.Reach`), each worked out when it is asked for."""

    def __init__(self, scopes: Scopes, resource: Resource) -> None:
        self._scopes = scopes
        self._resource = resource
        self._triggers: Triggers | None = None
        self._dependencies: Dependencies | None = None

    def sees(self, part: Resource, attribute: str = "") -> bool | Unknown:
        """Whether a change of the part (of one attribute) makes the deployment anew."""
        return self._sight().sees(part, attribute)

    def names(self, part: Resource) -> bool:
        """Whether its triggers refer to the part at all, if only to its id."""
        return self._sight().names(part)

    def follows(self, part: Resource) -> bool | Unknown:
        """Whether it is made after the part."""
        if self._sight().names(part):
            return True  # what an expression refers to is made before
        if self._dependencies is None:
            self._dependencies = Dependencies(self._scopes, self._resource)
        return self._dependencies.has(part)

    def _sight(self) -> Triggers:
        if self._triggers is None:
            self._triggers = Triggers(self._scopes, self._resource)
        return self._triggers


def created_first(scopes: Scopes, resource: Resource) -> bool | Unknown:
    """Whether the lifecycle has create_before_destroy; Unknown where the sources are not at hand."""
    lifecycle = lifecycle_of(scopes, resource)
    if lifecycle is None:
        return Unknown("a plan does not say whether the lifecycle has create_before_destroy; its sources do")
    return lifecycle.get("create_before_destroy", ("", ()))[0] == "true"
