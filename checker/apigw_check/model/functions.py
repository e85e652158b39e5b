"""Lambda functions behind gateways: their URLs, and whether API Gateway may invoke them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct, field

from ._iam_access import _all, _any, _matches
from .gateway import Subject
from .origin import Origin
from .value import Unknown

if TYPE_CHECKING:
    from .gateway import Api, Authorizer, Integration, Permission

#: The principal of API Gateway, and the actions by which it invokes functions.
GATEWAY = "apigateway.amazonaws.com"
INVOKE = "lambda:InvokeFunction"


class FunctionUrl(Struct, eq=False, frozen=True):
    """An HTTPS endpoint of a function; `authorization` is AWS_IAM or NONE."""

    origin: Origin
    authorization: str | Unknown | None


class Function(Subject):
    """A Lambda function.

    `integrations`, `authorizers` and `bodies` are what leads to it; `bodies` are APIs whose body is not known, but
    refers to it. `urls_unread` and `permissions_unread` are set where some may be its own without our knowing.
    """

    function_name: str | Unknown | None
    runtime: str | Unknown | None = None
    package_type: str | Unknown | None = None
    timeout: int | Unknown | None = None
    external: bool = False
    integrations: list[Integration] = field(default_factory=list)
    authorizers: list[Authorizer] = field(default_factory=list)
    bodies: list[Api] = field(default_factory=list)
    urls: list[FunctionUrl] = field(default_factory=list)
    urls_unread: Unknown | None = None
    permissions: list[Permission] = field(default_factory=list)
    permissions_unread: Unknown | None = None
    kind: ClassVar[str] = "function"

    @property
    def name(self) -> str:
        """`function NAME`, or `function behind` what leads to it where it stands elsewhere and has no known name."""
        if isinstance(self.function_name, str):
            return f"function {self.function_name}"
        elsewhere = self.external and "lambda" not in self.origin.type
        return f"function behind {self.behind}" if elsewhere and self.behind else f"function {self.origin.address}"

    @property
    def behind(self) -> str:
        """What leads to it, in words; empty where nothing does."""
        first: list[Subject] = [*self.integrations[:1], *self.authorizers[:1], *self.bodies[:1]]
        return first[0].name if first else ""


class Target(Struct, eq=False, frozen=True):
    """What an integration or authorizer invokes.

    `qualifier` is an alias or version, None for the function itself; `alias` is the address of the alias. `exact` is
    False where the expression may mean a version of the function instead of the function itself.
    """

    function: Function
    qualifier: str | Unknown | None = None
    alias: str = ""
    exact: bool = True


def may_invoke(target: Target, api: Api, authorizer: Authorizer | None = None) -> bool | Unknown:
    """Whether a permission lets the API invoke the target: for its integrations, or for one authorizer."""
    answer = _any(_permits(each, target, api, authorizer) for each in target.function.permissions)
    if answer is False and target.function.permissions_unread is not None:
        return target.function.permissions_unread
    return answer


def is_gateway(permission: Permission) -> bool | Unknown:
    """Whether API Gateway is the permission's principal, or one of them."""
    principal = permission.principal
    return principal if isinstance(principal, Unknown) else principal in (GATEWAY, "*")


def _permits(permission: Permission, target: Target, api: Api, authorizer: Authorizer | None) -> bool | Unknown:
    action = permission.action
    invokes = action if isinstance(action, Unknown) else _matches(str(action).lower(), INVOKE.lower())
    url = permission.url_authorization
    return _all(
        (
            is_gateway(permission),
            invokes,
            url if isinstance(url, Unknown) else url is None,
            _same_qualifier(permission, target),
            _from(permission, api, authorizer),
        )
    )


def _same_qualifier(permission: Permission, target: Target) -> bool | Unknown:
    """A statement is about the function itself, or about one alias or version."""
    if target.alias and permission.alias:
        return target.alias == permission.alias
    wanted, given = target.qualifier, permission.qualifier
    if isinstance(wanted, Unknown):
        return wanted
    if isinstance(given, Unknown):
        return given
    if wanted is None and given is not None and not target.exact:
        return Unknown("whether it invokes the function itself or a version of it cannot be told")
    return wanted == given


def _from(permission: Permission, api: Api, authorizer: Authorizer | None) -> bool | Unknown:
    """Whether the source ARN takes calls of the API."""
    arn = permission.source_arn
    if arn is None:
        return True
    if isinstance(arn, Unknown):
        if permission.authorizer_addresses:
            return authorizer is not None and authorizer.origin.address in permission.authorizer_addresses
        if api.origin.address in permission.api_addresses:
            return True
        return arn if permission.source_unread or not permission.api_addresses else False
    parts = arn.split(":", 5)
    if len(parts) < 6 or not _matches(parts[2], "execute-api"):
        return _matches(arn, "arn:aws:execute-api:region:account:api")
    api_id, _, rest = parts[5].partition("/")
    if rest.startswith("authorizers/") and authorizer is None:
        return False
    if "*" in api_id or "?" in api_id:
        return True if api_id == "*" else Unknown("its source ARN names the API by a pattern")
    known = api.api_id
    return known if isinstance(known, Unknown) else known == api_id
