"""Cognito user pools, app clients and identity pools, and the authorizers that take their tokens."""

from __future__ import annotations

import re
from typing import Any

from ..model.gateway import Authorizer, IdentityPool
from ..model.holes import sources_of
from ..model.identity import AppClient, UserPool
from ..model.resource import Link, Resource, View
from ..model.value import Unknown
from .context import Context, block_value, complete, first_block, texts
from .roles import _Roles

POOL = frozenset({"aws_cognito_user_pool", "data.aws_cognito_user_pool", "data.aws_cognito_user_pools"})
CLIENT = frozenset({"aws_cognito_user_pool_client", "data.aws_cognito_user_pool_client"})
IDENTITY_POOL = frozenset({"aws_cognito_identity_pool", "data.aws_cognito_identity_pool"})
_ISSUER = r"https://cognito-idp\.[^./]+\.amazonaws\.com(?:\.cn)?/([^/]+)/?"
_ELSEWHERE = "the user pool is defined outside this input"
_CLIENTS_ELSEWHERE = "the app clients of the user pool are defined outside this input"


def link_identity(context: Context) -> None:
    """Sets the user pools and app clients of authorizers, and adds the identity pools."""
    users = _Users(context)
    jwts = {each.address: each for each in context.resources.of("aws_apigatewayv2_authorizer")}
    rest = {each.address: each for each in context.resources.of("aws_api_gateway_authorizer")}
    for api in context.estate.apis:
        for authorizer in api.authorizers:
            if authorizer.origin.attribute == "body":
                resource = None
            else:
                resource = jwts.get(authorizer.origin.address) or rest.get(authorizer.origin.address)
            if authorizer.provider_arns is not None:
                users.by_arns(authorizer, resource)
            elif authorizer.issuer is not None:
                users.by_issuer(authorizer, resource)
    _identity_pools(context)


class _Users:
    """The user pools of the input with their app clients."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._pools = {each.address: _pool(each) for each in context.resources.of("aws_cognito_user_pool")}
        self._clients: dict[str, AppClient] = {}
        for resource in context.resources.of("aws_cognito_user_pool_client"):
            client = self._clients[resource.address] = _client(resource)
            found = context.find(resource, "user_pool_id", POOL, guess=False)
            pools = [self._pools[t.address] for t in found.targets if t.address in self._pools]
            if len(pools) == 1:
                pools[0].clients.append(client)
                continue
            for pool in pools or (self._pools.values() if found.opaque else ()):
                pool.clients_unread = Unknown(f"{resource.address} may be one of its app clients")

    def by_arns(self, authorizer: Authorizer, resource: Resource | None) -> None:
        """The pools of a Cognito authorizer."""
        arns = authorizer.provider_arns
        known = [arn for arn in arns if isinstance(arn, str)] if isinstance(arns, tuple) else []
        for arn in known:
            self._named(authorizer, "arn", arn)
        if isinstance(arns, Unknown) or any(isinstance(arn, Unknown) for arn in arns or ()):
            link = self._awaited(arns)
            if resource is not None:
                link = self._context.resources.follow(resource, "provider_arns", POOL)
            self._linked(authorizer, link, resource.references("provider_arns") if resource is not None else ())
        self._all_clients(authorizer)

    def by_issuer(self, authorizer: Authorizer, resource: Resource | None) -> None:
        """The pool that a JWT authorizer names as its issuer, and the clients that it names as its audience."""
        issuer, audience = authorizer.issuer, authorizer.audience
        block = None if resource is None else first_block(resource, "jwt_configuration")
        block = block if isinstance(block, View) else None
        if isinstance(issuer, str):
            match = re.fullmatch(_ISSUER, issuer)
            if match is None:
                return
            self._named(authorizer, "id", match[1])
        else:
            references = () if block is None else block.references("issuer")
            link = self._issued(issuer) if resource is None else self._trace(resource, references)
            self._linked(authorizer, link, references)
        if not authorizer.user_pools:
            return
        given = audience if isinstance(audience, tuple) else ()
        clients = [self._by_id(each) for each in given if isinstance(each, str)]
        if isinstance(audience, Unknown) or any(isinstance(each, Unknown) for each in given):
            references = () if block is None else block.references("audience")
            link = self._trace(resource, references)
            if _is_one_of(link, references):
                authorizer.clients_unread = Unknown(f"it may be any of {len(link.targets)} app clients")
                return
            clients += [self._clients.get(target.address) for target in link.targets]
            if link.opaque or not link.targets:
                clients.append(None)
        own = [client for client in clients if client is not None]
        authorizer.app_clients = list({id(client): client for client in own}.values())
        if len(own) < len(clients) or not clients:
            authorizer.clients_unread = Unknown("not every app client of its audience is in the input")
        if not own:
            self._all_clients(authorizer)

    def _awaited(self, value: object) -> Link:
        """The pools whose attributes a value in a body waits for."""
        found = self._context.awaited(value, POOL)
        return Link(found, opaque=not found)

    def _issued(self, issuer: object) -> Link:
        """The pool in whose address the id or the endpoint of a pool stands; its ARN is no part of one."""
        parts = {name.rpartition(".")[2] for name in sources_of(issuer)}
        return self._awaited(issuer) if parts <= {"endpoint", "id"} else Link()

    def _trace(self, resource: Resource | None, references: tuple[str, ...]) -> Link:
        if resource is None or not references:
            return Link()
        return self._context.resources.trace(resource, references, POOL | CLIENT)

    def _by_id(self, text: str) -> AppClient | None:
        found = self._context.by_id("aws_cognito_user_pool_client", "id", text)
        return None if found is None else self._clients.get(found.address)

    def _named(self, authorizer: Authorizer, attribute: str, text: str) -> None:
        found = self._context.by_id("aws_cognito_user_pool", attribute, text)
        if found is None:
            authorizer.pools_unread = Unknown(_ELSEWHERE)
        else:
            authorizer.user_pools.append(self._pools[found.address])

    def _linked(self, authorizer: Authorizer, link: Link, references: tuple[str, ...]) -> None:
        """The pools that a reference leads to: one instance of each block, or it cannot be told which."""
        targets = [target for target in link.targets if target.type in POOL]
        blocks = {(target.module, target.type, target.name) for target in targets}
        if len(blocks) < len(targets) or _is_one_of(link, references):
            authorizer.pools_unread = Unknown(f"it may be any of {len(targets)} user pools")
            return
        pools = [self._pools[target.address] for target in targets if target.address in self._pools]
        authorizer.user_pools += pools
        if len(pools) < len(targets):
            authorizer.pools_unread = Unknown(_ELSEWHERE)
        elif link.opaque:
            authorizer.pools_unread = Unknown("which user pool it is cannot be told")

    def _all_clients(self, authorizer: Authorizer) -> None:
        for pool in authorizer.user_pools:
            authorizer.app_clients += pool.clients
            if pool.clients_unread is not None:
                authorizer.clients_unread = pool.clients_unread
            elif not pool.clients:
                authorizer.clients_unread = Unknown(_CLIENTS_ELSEWHERE)


def _is_one_of(link: Link, references: tuple[str, ...]) -> bool:
    """Whether an instance of a for_each means one of the targets, and it cannot be told which."""
    return len(link.targets) > 1 and any(reference.startswith("each.") for reference in references)


def _pool(resource: Resource) -> UserPool:
    return UserPool(
        origin=resource.origin,
        pool_name=resource.get("name"),
        mfa=resource.get("mfa_configuration"),
        software_token=block_value(first_block(resource, "software_token_mfa_configuration"), "enabled"),
        minimum_length=block_value(first_block(resource, "password_policy"), "minimum_length"),
        advanced_security=block_value(first_block(resource, "user_pool_add_ons"), "advanced_security_mode"),
    )


def _client(resource: Resource) -> AppClient:
    return AppClient(
        origin=resource.origin,
        client_name=resource.get("name"),
        flows=complete(texts(resource.get("explicit_auth_flows"))),
        grants=complete(texts(resource.get("allowed_oauth_flows"))),
        prevents_existence_errors=resource.get("prevent_user_existence_errors"),
        revokes_tokens=resource.get("enable_token_revocation"),
    )


def _identity_pools(context: Context) -> None:
    pools: dict[str, IdentityPool] = {}
    for resource in context.resources.of("aws_cognito_identity_pool"):
        pool = pools[resource.address] = IdentityPool(
            origin=resource.origin,
            pool_name=resource.get("identity_pool_name"),
            allows_guests=resource.get("allow_unauthenticated_identities"),
            apis=[api for api in context.estate.apis if not api.external],
        )
        context.estate.identity_pools.append(pool)
    if not pools:
        return
    roles = _Roles(context)
    for resource in context.resources.of("aws_cognito_identity_pool_roles_attachment"):
        found = context.find(resource, "identity_pool_id", IDENTITY_POOL, guess=False)
        owners = [pools[target.address] for target in found.targets if target.address in pools]
        given = _guest_roles(roles, resource) if len(owners) == 1 else Unknown(f"{resource.address} may name its role")
        for pool in owners or (pools.values() if found.opaque else ()):
            pool.guest_roles = given if owners else Unknown(f"{resource.address} may name its role")


def _guest_roles(roles: _Roles, resource: Resource) -> Any:
    """The role that guests get: none, one, or those that it may be; Unknown where it stands elsewhere."""
    given, unknown = resource.values.get("roles"), resource.unknown
    mark = unknown.get("roles") if isinstance(unknown, dict) else unknown
    hidden = mark is True or (isinstance(mark, dict) and mark.get("unauthenticated"))
    role = given.get("unauthenticated") if isinstance(given, dict) else None
    if role is None and not hidden:
        return ()
    if isinstance(role, str) and not hidden:
        named = roles.named(role)
        return named if isinstance(named, Unknown) else (named,)
    # A plan lists the references of the whole map: those of the role for signed-in users are among them.
    return roles.of(resource, "roles")
