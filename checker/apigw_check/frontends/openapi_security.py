"""Security of operations: what API Gateway makes of schemes, requirements and its own extensions.

- A method or route has one authorization type, at most one authorizer, and (REST) a flag for the API key. The first
  scheme with an authorizer, or with the authtype awsSigv4, counts; an API key is required wherever it is named. That
  several requirements are alternatives in OpenAPI makes no difference. HTTP APIs refuse more than one requirement:
  https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
- A scheme without authorizer, awsSigv4 or the name x-api-key enforces nothing.
- Root-level security is not used: "security needs to be defined at an operation level to be appropriately applied", in
  the REST section of https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html.
  No page says so, or the contrary, of HTTP APIs: there it is unknown.
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
"""

from __future__ import annotations

from typing import Any, NamedTuple

from msgspec.structs import replace

from ..model.body import BodyAuthorizer
from ..model.json_text import kind_of
from ..model.value import UndecidedError, Unknown, known
from .openapi_document import Document, Object, shown, step

AUTHORIZER, AUTHTYPE, AUTH = (
    "x-amazon-apigateway-authorizer",
    "x-amazon-apigateway-authtype",
    "x-amazon-apigateway-auth",
)

_BY_TYPE = {
    "TOKEN": "CUSTOM",
    "REQUEST": "CUSTOM",
    "COGNITO_USER_POOLS": "COGNITO_USER_POOLS",
    "JWT": "JWT",
}
#: Authorizer types that an HTTP API has. (REST: token, request, cognito_user_pools, and by now jwt.)
_HTTP_TYPES = ("REQUEST", "JWT")


class Scheme(NamedTuple):
    """A security scheme: the authorization type that it gives (NONE if none), its authorizer, whether it is the key.

    Of one that is `unread`, a part is unknown: it may be any.
    """

    authorization: str | Unknown
    authorizer: BodyAuthorizer | None = None
    is_api_key: bool = False
    unread: Unknown | None = None


class Applied(NamedTuple):
    """The security of an operation, as fields of `BodyRoute`."""

    authorization: str | Unknown
    authorizer: str | Unknown | None
    api_key_required: bool | Unknown
    scopes: tuple[str, ...] | Unknown | None
    security: tuple[str, ...]
    root_security: bool
    security_pointer: str
    unenforced: tuple[tuple[str, str], ...] = ()


class Security:
    """The schemes of a document and its root-level security."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._schemes: dict[str, Scheme] = {}
        self._places: dict[str, str] = {}
        self._read_schemes()
        self._root = self._requirements(document.root, "")
        self.has_root = any(self._root or ())
        used = self.has_root and not document.is_rest
        self._inherited = self._combine(self._root or [], "/security") if used else _NOTHING

    @property
    def authorizers(self) -> tuple[BodyAuthorizer, ...]:
        """The authorizers that the schemes define."""
        return tuple(each.authorizer for each in self._schemes.values() if each.authorizer is not None)

    def of(self, operation: Object, pointer: str) -> Applied:
        """What protects an operation."""
        try:
            return self._of(operation, pointer)
        except UndecidedError as error:
            reason = error.unknown
            return Applied(reason, reason, reason, reason, (), False, pointer)

    def _of(self, operation: Object, pointer: str) -> Applied:
        stated = self._requirements(operation, pointer)
        if stated is not None:
            applied = self._combine(stated, f"{pointer}/security")
        elif not self.has_root:
            applied = _NOTHING._replace(security_pointer=pointer)
        else:
            applied = _NOTHING._replace(
                root_security=True, security_pointer="/security", unenforced=self._inherited.unenforced
            )
            if not _is_none(self._inherited.authorization):
                reason = "it is not documented whether HTTP APIs use the root-level security of a document"
                applied = applied._replace(authorization=Unknown(reason))
        kind = self._extension(operation, pointer)
        if kind is None:
            return applied
        return _with_extension(applied, kind, pointer)

    def _extension(self, operation: Object, pointer: str) -> str | None:
        auth, place = self._document.object(operation, AUTH, pointer)
        kind = known(self._document.word(auth, "type", place))
        if kind is None or kind in ("NONE", "AWS_IAM"):
            return kind
        self._document.note(place, f"the type {shown(kind)} is neither NONE nor AWS_IAM")
        return None

    def _requirements(self, holder: Object, pointer: str) -> list[Object] | None:
        """The requirements that stand here, or None where the holder states none at all."""
        if holder.get("security") is None:
            return None
        found: list[Object] = []
        for index, each in enumerate(self._document.items(holder, "security", pointer)):
            if isinstance(known(each), dict):
                found.append(each)
            else:
                self._document.note(f"{pointer}/security/{index}", f"it is {kind_of(each)}, not an object")
        return found if isinstance(holder["security"], list) else None

    def _combine(self, requirements: list[Object], pointer: str) -> Applied:
        if not self._document.is_rest and len(requirements) > 1:
            self._document.note(pointer, "an HTTP API takes one requirement at most: its import fails")
        chosen: Scheme | None = None
        name = ""
        scopes: Any = None
        api_key = False
        unread: Unknown | None = None
        names: list[str] = []
        for requirement in requirements:
            for each, asked in requirement.items():
                names.append(each)
                scheme = self._schemes.get(each)
                if scheme is None:
                    self._document.note(pointer, f"the security scheme {shown(each)} is not defined")
                    continue
                api_key = api_key or scheme.is_api_key
                unread = scheme.unread if unread is None else unread
                if _is_none(scheme.authorization):
                    continue
                if chosen is None:
                    chosen, name, scopes = scheme, each, asked
                elif each != name:
                    self._document.note(pointer, f"the scheme {shown(each)} has no effect: {shown(name)} comes first")
        unenforced = tuple((each, self._places.get(each, pointer)) for each in self._unenforced(requirements, name))
        if chosen is None:
            return _NOTHING._replace(
                api_key_required=api_key, security=tuple(names), security_pointer=pointer, unenforced=unenforced
            )
        wanted: tuple[str, ...] | Unknown = scopes if isinstance(scopes, Unknown) else ()
        if isinstance(scopes, list):
            unknown = next((each for each in scopes if isinstance(each, Unknown)), None)
            wanted = tuple(each for each in scopes if isinstance(each, str)) if unknown is None else unknown
        return Applied(
            authorization=chosen.authorization,
            authorizer=name if chosen.authorizer is not None else chosen.unread,
            api_key_required=unread if unread is not None and not api_key else api_key,
            scopes=_some(wanted) if _takes_scopes(chosen.authorization) else None,
            security=tuple(names),
            root_security=False,
            security_pointer=pointer,
            unenforced=unenforced,
        )

    def _unenforced(self, requirements: list[Object], used: str) -> list[str]:
        """The schemes that the requirements ask for and the gateway does not check; `used` is the one it authorizes by.

        Requirements are alternatives: an empty one asks for nothing, and one that is checked as a whole is enough.
        """
        if not all(requirements):
            return []

        def is_checked(name: str) -> bool:
            scheme = self._schemes.get(name)
            return name == used or (scheme is not None and scheme.is_api_key)

        if used:
            requirements = [next(each for each in requirements if used in each)]
        if any(all(map(is_checked, each)) for each in requirements):
            return []
        return list(dict.fromkeys(name for each in requirements for name in each if not is_checked(name)))

    def _read_schemes(self) -> None:
        document = self._document
        if document.is_swagger:
            found, pointer = document.object(document.root, "securityDefinitions", "")
        else:
            components, place = document.object(document.root, "components", "")
            found, pointer = document.object(components, "securitySchemes", place)
        for name in found:
            place = pointer + step(name)
            try:
                scheme, place = document.object(found, name, pointer)
                self._schemes[name] = self._scheme(name, scheme, place)
            except UndecidedError as error:
                self._schemes[name] = Scheme(error.unknown, unread=error.unknown)
            self._places[name] = place

    def _scheme(self, name: str, scheme: Object, pointer: str) -> Scheme:
        document = self._document
        if scheme.get(AUTHORIZER) is not None:
            found, place = document.object(scheme, AUTHORIZER, pointer)
            authorizer = self._authorizer(name, scheme, found, place)
            if isinstance(authorizer.type, Unknown):
                return Scheme(authorizer.type, authorizer)
            kind = authorizer.type or ""
            fallback = Unknown(f"the type of the authorizer {shown(name)} is {shown(kind)}")
            return Scheme(_BY_TYPE.get(kind, fallback), authorizer)
        authtype = known(document.text(scheme, AUTHTYPE, pointer))
        if authtype is not None and authtype.lower() == "awssigv4":
            return Scheme("AWS_IAM")
        header = known(document.text(scheme, "name", pointer))
        if known(scheme.get("type")) == "apiKey" and header is not None and header.lower() == "x-api-key":
            return Scheme("NONE", is_api_key=document.is_rest and scheme.get("in", "header") == "header")
        if name.lower() == "sigv4":
            return Scheme(Unknown(f"the scheme {shown(name)} does not say {AUTHTYPE}: awsSigv4"))
        return Scheme("NONE")

    def _authorizer(self, name: str, scheme: Object, found: Object, pointer: str) -> BodyAuthorizer:
        document = self._document
        kind = document.word(found, "type", pointer)
        if kind is None:
            document.note(pointer, "it has no type, which is required")
        elif isinstance(kind, str) and (kind not in _BY_TYPE or not (document.is_rest or kind in _HTTP_TYPES)):
            document.note(pointer, f"the type {shown(kind)} is none that a {document.protocol} API has")
        configuration, place = document.object(found, "jwtConfiguration", pointer)
        sources = self._sources(document.texts(found, "identitySource", pointer), kind, scheme, pointer)
        authorizer = BodyAuthorizer(
            pointer=pointer,
            name=name,
            type=kind,
            ttl=document.whole(found, "authorizerResultTtlInSeconds", pointer),
            identity_sources=sources,
            identity_validation=document.text(found, "identityValidationExpression", pointer),
            uri=document.text(found, "authorizerUri", pointer),
            credentials=document.text(found, "authorizerCredentials", pointer),
            provider_arns=document.texts(found, "providerARNs", pointer),
            issuer=document.text(configuration, "issuer", place),
            audience=document.texts(configuration, "audience", place),
            payload_version=document.text(found, "authorizerPayloadFormatVersion", pointer),
            simple_responses=document.flag(found, "enableSimpleResponses", pointer),
        )
        discovery = document.text(scheme, "openIdConnectUrl", pointer)
        if isinstance(kind, str) and kind == "JWT" and authorizer.issuer is None and discovery is not None:
            # "uses the OpenAPI openIdConnectUrl property to automatically detect the issuer" (the authorizer page)
            if isinstance(discovery, str):
                discovery = discovery.removesuffix("/.well-known/openid-configuration") or None
            authorizer = replace(authorizer, issuer=discovery)
        return authorizer

    def _sources(
        self, given: tuple[str, ...] | Unknown | None, kind: str | Unknown | None, scheme: Object, pointer: str
    ) -> tuple[str, ...] | Unknown | None:
        """Where the authorizer looks for the caller's identity."""
        if isinstance(given, Unknown):
            return given
        listed = tuple(each.strip() for source in given or () for each in source.split(",") if each.strip())
        if listed or kind is None:
            return listed or None
        if isinstance(kind, Unknown):
            return kind
        header = self._document.text(scheme, "name", pointer) if kind in ("TOKEN", "COGNITO_USER_POOLS") else None
        if isinstance(header, Unknown):
            return header
        return (f"method.request.header.{header}",) if header else None


_NOTHING = Applied("NONE", None, False, None, (), False, "")


def _some(scopes: tuple[str, ...] | Unknown) -> tuple[str, ...] | Unknown | None:
    return scopes if isinstance(scopes, Unknown) else scopes or None


def _is_none(authorization: str | Unknown) -> bool:
    return isinstance(authorization, str) and authorization == "NONE"


def _takes_scopes(authorization: str | Unknown) -> bool:
    return isinstance(authorization, str) and authorization in ("COGNITO_USER_POOLS", "JWT")


def _with_extension(applied: Applied, kind: str, pointer: str) -> Applied:
    """`x-amazon-apigateway-auth` decides unless requirements say something else, where no page says which counts."""
    place = pointer + step(AUTH)
    if applied.root_security or _is_none(applied.authorization):
        left = applied.unenforced if kind == "NONE" else ()
        return applied._replace(authorization=kind, security_pointer=place, unenforced=left)
    if kind == "AWS_IAM" and applied.authorizer is None:
        return applied._replace(authorization=kind, unenforced=())
    reason = f"{AUTH} says {kind}, security says otherwise, and it is not documented which of them counts"
    return applied._replace(authorization=Unknown(reason), security_pointer=place)
