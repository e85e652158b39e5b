"""IAM roles with their policies, the roles that integrations assume, and every policy of users, groups and roles."""

from __future__ import annotations

from ..model.gateway import Integration
from ..model.holes import Awaited
from ..model.resource import Resource
from ..model.roles import IdentityPolicy, Role, RolePolicy
from ..model.value import Unknown
from .context import Context, read_value

ROLE = frozenset({"aws_iam_role", "data.aws_iam_role"})
POLICY = frozenset({"aws_iam_policy", "data.aws_iam_policy"})
_CREDENTIALS = {
    "aws_api_gateway_integration": "credentials",
    "aws_apigatewayv2_api": "credentials_arn",
    "aws_apigatewayv2_integration": "credentials_arn",
}
_ALONE = {
    "aws_iam_group_policy": "name",
    "aws_iam_policy": "name",
    "aws_iam_role_policy": "name",
    "aws_iam_user_policy": "name",
}


def link_roles(context: Context) -> None:
    """Adds the policies, and joins integrations with the roles that they assume."""
    _policies(context)
    roles = _Roles(context)
    resources = {each.address: each for type_ in sorted(_CREDENTIALS) for each in context.resources.of(type_)}
    for api in context.estate.apis:
        for integration in api.integrations:
            if integration.credentials is not None:
                integration.roles = _assumed(roles, resources, integration)


def _assumed(
    roles: _Roles, resources: dict[str, Resource], integration: Integration
) -> tuple[Role, ...] | Unknown | None:
    origin, credentials = integration.origin, integration.credentials
    resource = None if origin.attribute == "body" else resources.get(origin.address)
    if isinstance(credentials, str) and credentials.rpartition(":")[2].startswith("user/"):
        return None  # the caller's own credentials, no role
    if resource is not None:
        return roles.of(resource, _CREDENTIALS[resource.type])
    if not isinstance(credentials, str):
        awaited = roles.awaited(credentials)
        return credentials if awaited is None else (awaited,)
    named = roles.named(credentials)
    return (named,) if isinstance(named, Role) else named


class _Roles:
    """The roles of the input with all that is attached to them, each read when it is first asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._made: dict[str, Role] = {}
        self._names: dict[str, list[Resource]] = {}
        for resource in context.resources.of("aws_iam_role"):
            if isinstance(name := resource.values.get("name"), str):
                self._names.setdefault(name, []).append(resource)
        self._attached: dict[str, list[tuple[Resource, str]]] = {}
        self._lost: Unknown | None = None
        self._indexed = False

    def of(self, resource: Resource, name: str) -> tuple[Role, ...] | Unknown | None:
        """The role that an attribute leads to, or those that it may be; Unknown where it stands elsewhere."""
        value = resource.get(name)
        if value is None:
            return None
        named = self.named(value) if isinstance(value, str) else None
        if isinstance(named, Role):
            return (named,)
        if isinstance(value, str) and not resource.references(name):
            return named
        link = self._context.resources.follow(resource, name, ROLE)
        if not link.targets or link.opaque or any(each.type != "aws_iam_role" for each in link.targets):
            return Unknown("which role it is cannot be told" if link.targets else _ELSEWHERE)
        return tuple(self._role(each) for each in link.targets)

    def awaited(self, value: object) -> Role | None:
        """The role whose ARN a value in a body waits for."""
        found = self._context.awaited(value, ROLE) if isinstance(value, Awaited) else ()
        return self._role(found[0]) if len(found) == 1 and found[0].type == "aws_iam_role" else None

    def named(self, text: str) -> Role | Unknown:
        """The role of a known ARN or name."""
        resource = self._context.by_id("aws_iam_role", "arn", text)
        own = [] if text.startswith("arn:") and ":role/" not in text else self._names.get(text.rpartition("/")[2], [])
        own = [
            each for each in own if ":" not in text or not isinstance(arn := each.values.get("arn"), str) or arn == text
        ]
        if resource is None and len(own) == 1:
            resource = own[0]
        return Unknown(_ELSEWHERE) if resource is None else self._role(resource)

    def _role(self, resource: Resource) -> Role:
        role = self._made.get(resource.address)
        if role is not None:
            return role
        self._index()
        role = self._made[resource.address] = Role(
            origin=resource.origin,
            role_name=resource.get("name"),
            boundary=resource.get("permissions_boundary") is not None,
            unread=self._lost,
        )
        role.policies += inline_policies(self._context, resource)
        managed = resource.written("managed_policy_arns")
        if isinstance(managed, Unknown):
            self._managed(resource, "managed_policy_arns", role)
        elif isinstance(managed, list):
            for arn in managed:
                self._by_arn(resource, "managed_policy_arns", arn, role)
        for attached, name in self._attached.get(resource.address, ()):
            if attached.type == "aws_iam_role_policy":
                document = self._context.policy(attached, "policy")
                role.policies.append(RolePolicy(attached.origin, document))
            else:
                self._by_arn(attached, name, attached.get(name), role)
        return role

    def _by_arn(self, resource: Resource, name: str, arn: object, role: Role) -> None:
        if isinstance(arn, str):
            policy = self._context.by_id("aws_iam_policy", "arn", arn)
            if policy is None:
                policy = self._context.by_id("data.aws_iam_policy", "arn", arn)
            if policy is None:
                role.policies.append(RolePolicy(resource.origin, managed=arn, field=name))
            else:
                self._add(policy, role)
            return
        self._managed(resource, name, role)

    def _managed(self, resource: Resource, name: str, role: Role) -> None:
        """The policies that an ARN (or a list of them) refers to."""
        link = self._context.resources.follow(resource, name, POLICY)
        for policy in link.targets:
            self._add(policy, role)
        if link.opaque or not link.targets:
            role.unread = Unknown(f"a policy that {resource.address} attaches is defined outside this input")

    def _add(self, policy: Resource, role: Role) -> None:
        document = self._context.policy(policy, "policy")
        if document is None:
            document = read_value(policy, "policy")
        role.policies.append(RolePolicy(policy.origin, document))

    def _index(self) -> None:
        """What is attached to which role."""
        if self._indexed:
            return
        self._indexed = True
        for type_, name, policy in (
            ("aws_iam_role_policy", "role", "policy"),
            ("aws_iam_role_policy_attachment", "role", "policy_arn"),
            ("aws_iam_policy_attachment", "roles", "policy_arn"),
        ):
            for resource in self._context.resources.of(type_):
                owners, lost = self._owners(resource, name)
                for owner in owners:
                    self._attached.setdefault(owner, []).append((resource, policy))
                if lost:
                    self._lost = Unknown(f"{resource.address} may give it a policy")

    def _owners(self, resource: Resource, name: str) -> tuple[list[str], bool]:
        """The addresses of the roles that an attribute names, and whether it may name others."""
        value = resource.get(name)
        names = value if isinstance(value, list) else [value]
        if all(isinstance(each, str) for each in names):
            addresses: list[str] = []
            for each in names:
                own = self._names.get(str(each).rpartition("/")[2], [])
                if len(own) > 1 or not own:
                    linked = {t.address for t in self._context.resources.follow(resource, name, ROLE).targets}
                    addresses += [t for t in linked if not own or t in {o.address for o in own}]
                else:
                    addresses.append(own[0].address)
            return addresses, False
        if value is None:
            return [], False
        link = self._context.resources.follow(resource, name, ROLE)
        return [target.address for target in link.targets], link.opaque


_ELSEWHERE = "the role is defined outside this input"


def _policies(context: Context) -> None:
    for type_ in sorted(_ALONE):
        for resource in context.resources.of(type_):
            context.estate.identity_policies.append(
                IdentityPolicy(
                    origin=resource.origin,
                    policy_name=resource.get("name"),
                    parts=(RolePolicy(resource.origin, context.policy(resource, "policy")),),
                )
            )
    for resource in context.resources.of("aws_iam_role"):
        parts = inline_policies(context, resource)
        if parts:
            context.estate.identity_policies.append(
                IdentityPolicy(origin=resource.origin, policy_name=resource.get("name"), parts=parts)
            )


def inline_policies(context: Context, role: Resource) -> tuple[RolePolicy, ...]:
    """The policies in the nested blocks of a role."""
    blocks = role.blocks("inline_policy")
    if isinstance(blocks, Unknown):
        return (RolePolicy(role.origin.nested("inline_policy"), blocks),)
    found = []
    for block in blocks:
        document = context.policy(role, "policy", block)
        if document is None:
            continue
        name = block.get("name")
        several = len(blocks) > 1 and isinstance(name, str)
        place = ("inline_policy", ("name", name)) if several else ("inline_policy",)
        found.append(RolePolicy(role.origin.nested(*place), document))
    return tuple(found)
