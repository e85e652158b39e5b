"""Settings of an API that may stand in more than one place, its body among them."""

from __future__ import annotations

from ...model.gateway import REST, Api
from ...model.iam import Policy, PolicyError
from ...model.origin import Origin
from ...model.value import UndecidedError, Unknown


def unseen(api: Api) -> Unknown | None:
    """Why settings may stand where the input does not show them: in a body that is not known, or elsewhere."""
    return api.unread if api.has_body or api.external else None


def is_rest(api: Api) -> bool:
    """Whether it is a REST API; one of unknown protocol is not, as the types of v2 resources are others."""
    return isinstance(api.protocol, str) and api.protocol == REST


def is_private(api: Api) -> bool | Unknown:
    """Whether the API is PRIVATE; never raises."""
    if not is_rest(api):
        return False
    try:
        return api.is_private
    except UndecidedError as error:  # one of several endpoint types is unknown
        return error.unknown


def resource_policy(api: Api) -> Policy | PolicyError | Unknown | None:
    """The resource policy: None where there is none, Unknown where a body that is not seen may bring one."""
    if not is_rest(api):
        return None
    return unseen(api) if api.policy is None else api.policy


def policy_place(api: Api) -> Origin | Api:
    """What to point at for the resource policy: the resource that brings it, or else the API."""
    return api.policy_origin or api


def execute_api_disabled(api: Api) -> bool | Unknown:
    """Whether the default execute-api endpoint is switched off."""
    value = api.disable_execute_api_endpoint
    if isinstance(value, Unknown):
        return value
    if value is not None:
        return str(value).lower() == "true"
    hidden = unseen(api)
    return False if hidden is None else hidden
