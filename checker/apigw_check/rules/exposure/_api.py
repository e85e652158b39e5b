"""Settings of an API that may stand in more than one place, its body among them."""

from __future__ import annotations

from ...model.gateway import REST, Api, Route
from ...model.iam import Policy, PolicyError, Statement, open_to_everyone
from ...model.origin import Origin
from ...model.route_access import opens_every_route, opens_route
from ...model.value import Unknown


def unseen(api: Api) -> Unknown | None:
    """Why settings may stand where the input does not show them: in a body that is not known, or elsewhere."""
    return api.unread if api.has_body or api.external else None


def is_rest(api: Api) -> bool:
    """Whether it is a REST API; one of unknown protocol is not, as the types of v2 resources are others."""
    return isinstance(api.protocol, str) and api.protocol == REST


def is_private(api: Api) -> bool | Unknown:
    """Whether the API is PRIVATE; Unknown too where one of its endpoint types is."""
    if not is_rest(api):
        return False
    if isinstance(api.endpoint_types, Unknown):
        return api.endpoint_types
    types = entries(api.endpoint_types)
    if any(isinstance(each, str) and each == "PRIVATE" for each in types):
        return True
    return next((each for each in types if isinstance(each, Unknown)), False)


def entries(value: object) -> tuple[object, ...]:
    """A list's entries; of what is no list, that one."""
    if isinstance(value, tuple | list):
        return tuple(value)
    return () if value is None else (value,)


def resource_policy(api: Api) -> Policy | PolicyError | Unknown | None:
    """The resource policy: None where there is none, Unknown where a body that is not seen may bring one."""
    if not is_rest(api):
        return None
    return unseen(api) if api.policy is None else api.policy


def opened_by(policy: Policy, route: Route) -> bool | Unknown:
    """Whether the resource policy lets everyone call the route, or some of what it takes.

    Where its method or path is not known: whether the policy opens all routes, or none.
    """
    paths = [route.path] if isinstance(route.path, str) else list(route.paths)
    if not isinstance(route.method, str) or not paths:
        if opens_every_route(policy) is True:
            return True
        reason = Unknown("the route's method or path is known only after apply")
        return False if open_to_everyone(policy) is None else reason
    found = [opens_route(policy, route.method, path, _stage_names(route.api)) for path in paths]
    unknown = next((each for each in found if isinstance(each, Unknown)), None)
    if unknown is not None:
        return unknown
    answers = {each is not None for each in found}
    return answers.pop() if len(answers) == 1 else Unknown(f"it may be any of {', '.join(paths[:3])}")


def _stage_names(api: Api) -> list[str]:
    """The names of the API's stages, if all of them are known."""
    if api.external:
        return []
    names = [stage.stage_name for stage in api.stages]
    known = [name for name in names if isinstance(name, str)]
    return known if len(known) == len(names) else []


def policy_spot(api: Api) -> tuple[Origin | Api, str]:
    """What to point at for the resource policy, and its field: the resource that brings it, or else the API."""
    field = field_of(api, resource_policy(api), "policy")
    return (api, field) if field == "body" else (api.policy_origin or api, field)


def statement_spot(api: Api, statement: Statement) -> tuple[Origin | Api, str]:
    """What to point at for one statement of the resource policy, and its field."""
    place, field = policy_spot(api)
    if isinstance(place, Origin) and field == "policy" and statement.pointer and not place.pointer:
        # That of a policy document (the data source) leads to its own blocks, which become these statements.
        pointer = statement.pointer.removeprefix("/json").replace("/statement/", "/Statement/", 1)
        return place.inside("policy", pointer), ""
    return place, field


def field_of(api: Api, value: object, field: str) -> str:
    """The field, or `body` where the value is not known because the body is not."""
    return "body" if api.has_body and api.unread is not None and value is api.unread else field


def execute_api_disabled(api: Api) -> bool | Unknown:
    """Whether the default execute-api endpoint is switched off."""
    value = api.disable_execute_api_endpoint
    if isinstance(value, Unknown):
        return value
    if value is not None:
        return str(value).lower() == "true"
    hidden = unseen(api)
    return False if hidden is None else hidden
