"""Operations of a document as routes, with their integrations, validators and parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ..model.body import BodyIntegration, BodyRoute
from ..model.json_text import kind_of
from ..model.value import UndecidedError, Unknown, known
from .openapi_document import EMPTY, Document, Object, given_or_empty, shown, step
from .openapi_schemas import VALIDATORS, Schemas
from .openapi_security import Security

ANY_METHOD = "x-amazon-apigateway-any-method"
INTEGRATION = "x-amazon-apigateway-integration"
VALIDATOR = "x-amazon-apigateway-request-validator"

#: The methods that the gateway has; OpenAPI's TRACE is none of them.
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
#: Members of a path item that are no operations.
_OTHERS = ("$ref", "summary", "description", "servers", "parameters")
_PLACES = {"query": "querystring", "header": "header", "path": "path"}
_DEFAULT = "/$default"


class Routes:
    """Reads the routes of a document; objects that several routes refer to are read once."""

    def __init__(self, document: Document, security: Security, schemas: Schemas) -> None:
        self._document = document
        self._security = security
        self._schemas = schemas
        self._integrations: dict[str, BodyIntegration] = {}
        self._operations: dict[tuple[str, str], BodyRoute] = {}
        self._validators, self._validators_pointer = document.object(document.root, VALIDATORS, "")
        self.root_validator = document.text(document.root, VALIDATOR, "") if document.is_rest else None
        #: Set where a part of the document that is unknown may have routes of its own.
        self.unread: Unknown | None = None

    def read(self, paths: Object) -> Iterator[BodyRoute]:
        """All routes, in the order of the document."""
        for path, item in paths.items():
            if not path.startswith("x-"):
                yield from self._item(path, item, f"/paths{step(path)}")

    def _item(self, path: str, value: Any, pointer: str) -> Iterator[BodyRoute]:
        document = self._document
        try:
            item, place = document.follow(value, pointer)
        except UndecidedError as error:
            self.unread = error.unknown
            yield _unread(path, error.unknown, pointer, error.unknown)
            return
        parts = [(item, place)]
        if place != pointer and isinstance(value, dict):  # what stands beside a reference
            parts.append((value, pointer))
        found: dict[str, BodyRoute] = {}
        for part, where in parts:
            if isinstance(part, dict):
                for name in part:
                    route = self._member(path, part, name, where)
                    if route is not None:
                        found[str(route.method)] = route
            elif isinstance(part, Unknown):
                found["ANY"] = _unread(path, "ANY", where, part)
            else:
                document.note(where, f"it is {kind_of(part)}, not an object of operations")
        yield from found.values()

    def _member(self, path: str, item: Object, name: str, pointer: str) -> BodyRoute | None:
        document = self._document
        if name == ANY_METHOD:
            method = "ANY"
        elif name in _METHODS:
            method = name.upper()
        elif name.lower() in _METHODS:
            method = name.upper()
            document.note(pointer, f"the method {shown(name)} is not in lower case")
        else:
            if name.lower() == "trace":
                document.note(pointer, "API Gateway has no method TRACE")
            elif name not in _OTHERS and not name.startswith("x-"):
                document.note(pointer, f"{shown(name)} is no method")
            return None
        try:
            return self._one(path, method, item, name, pointer)
        except UndecidedError as error:
            return _unread(path, method, pointer + step(name), error.unknown)

    def _one(self, path: str, method: str, item: Object, name: str, pointer: str) -> BodyRoute | None:
        document = self._document
        operation, place = document.follow(item[name], pointer + step(name))
        if not isinstance(operation, dict):
            if isinstance(operation, Unknown):
                return _unread(path, method, place, operation)
            if operation is not None:
                document.note(place, f"it is {kind_of(operation)}, not an operation")
                return None
            operation = EMPTY
        if not document.is_rest and known(document.flag(operation, "isDefaultRoute", place)):
            path = _DEFAULT
        made = self._operations.get((place, pointer))
        if made is None:
            made = self._operations[place, pointer] = self._operation(path, method, operation, place, item, pointer)
        return replace(made, path=path, method=method)

    def _operation(
        self, path: str, method: str, operation: Object, pointer: str, item: Object, item_pointer: str
    ) -> BodyRoute:
        document = self._document
        applied = self._security.of(operation, pointer)
        validator, validates = self._validation(operation, pointer)
        bodies = dict(self._bodies(operation, pointer))
        return BodyRoute(
            pointer=pointer,
            method=method,
            path=path,
            authorization=applied.authorization,
            authorizer=applied.authorizer,
            api_key_required=applied.api_key_required,
            scopes=applied.scopes,
            security=applied.security,
            root_security=applied.root_security,
            security_pointer=applied.security_pointer,
            unenforced=applied.unenforced,
            integration=self._integration(operation, pointer),
            request_validator=validator,
            validates=validates,
            request_models={name: model for name, (model, _) in bodies.items()} or None if document.is_rest else None,
            request_schemas={name: place for name, (_, place) in bodies.items() if isinstance(place, Unknown) or place},
            request_parameters=self._parameters(operation, pointer, item, item_pointer) if document.is_rest else None,
            operation_name=document.text(operation, "operationId", pointer),
        )

    def _validation(
        self, operation: Object, pointer: str
    ) -> tuple[str | Unknown | None, tuple[bool | Unknown, bool | Unknown] | None]:
        document = self._document
        if not document.is_rest:
            return None, None
        name = document.text(operation, VALIDATOR, pointer)
        if name is None:
            name = self.root_validator
        if name is None:
            return None, None
        if isinstance(name, Unknown):
            return name, (name, name)
        if not isinstance(known(self._validators.get(name)), dict):
            document.note(pointer, f"the request validator {shown(name)} is not defined")
            return name, None
        found, place = document.object(self._validators, name, self._validators_pointer)
        body = document.flag(found, "validateRequestBody", place)
        parameters = document.flag(found, "validateRequestParameters", place)
        return name, (_stated(body), _stated(parameters))

    def _listed(self, operation: Object, pointer: str, item: Object, item_pointer: str) -> Iterator[tuple[Object, str]]:
        document = self._document
        for holder, place in ((item, item_pointer), (operation, pointer)):
            for index, each in enumerate(document.items(holder, "parameters", place)):
                parameter, where = document.follow(each, f"{place}/parameters/{index}")
                if isinstance(parameter, dict):
                    yield parameter, where
                elif not isinstance(parameter, Unknown):
                    document.note(where, f"it is {kind_of(parameter)}, not a parameter")

    def _parameters(
        self, operation: Object, pointer: str, item: Object, item_pointer: str
    ) -> dict[str, bool] | Unknown | None:
        try:
            return self._known_parameters(operation, pointer, item, item_pointer)
        except UndecidedError as error:
            return error.unknown

    def _known_parameters(
        self, operation: Object, pointer: str, item: Object, item_pointer: str
    ) -> dict[str, bool] | None:
        found = {}
        for parameter, _ in self._listed(operation, pointer, item, item_pointer):
            place, name = known(parameter.get("in")), known(parameter.get("name"))
            if isinstance(place, str) and isinstance(name, str) and place in _PLACES:
                found[f"method.request.{_PLACES[place]}.{name}"] = parameter.get("required") in (True, "true")
        return found or None

    def _bodies(self, operation: Object, pointer: str) -> Iterator[tuple[str, tuple[str, str | Unknown]]]:
        """By content type: the model of a request body, and where its schema stands."""
        document = self._document
        if not document.is_swagger:
            body, place = document.object(operation, "requestBody", pointer)
            content, place = document.object(body, "content", place)
            for name, each in content.items():
                if isinstance(known(each), dict) and (model := _model(each.get("schema"))):
                    yield name, (model, self._schemas.read(each["schema"], f"{place}{step(name)}/schema"))
            return
        for parameter, place in self._listed(operation, pointer, EMPTY, ""):
            if parameter.get("in") == "body" and (model := _model(parameter.get("schema"))):
                consumed = known(document.texts(operation, "consumes", pointer))
                if consumed is None:
                    consumed = known(document.texts(document.root, "consumes", ""))
                found = self._schemas.read(parameter["schema"], f"{place}/schema")
                yield from dict.fromkeys(consumed or ("application/json",), (model, found)).items()
                return

    def _integration(self, operation: Object, pointer: str) -> BodyIntegration | Unknown | None:
        document = self._document
        value = operation.get(INTEGRATION)
        if value is None:
            return None
        try:
            found, place = document.follow(value, pointer + step(INTEGRATION))
        except UndecidedError as error:
            return error.unknown
        if isinstance(found, Unknown):
            return found
        if not isinstance(found, dict):
            document.note(place, f"it is {kind_of(found)}, not an integration")
            return None
        made = self._integrations.get(place)
        if made is None:
            try:
                made = self._integrations[place] = self._read_integration(found, place)
            except UndecidedError as error:
                return error.unknown
        return made

    def _read_integration(self, found: Object, pointer: str) -> BodyIntegration:
        document = self._document
        tls, tls_pointer = document.object(found, "tlsConfig", pointer)
        kind = document.word(found, "type", pointer)
        if kind is None:
            document.note(pointer, "it has no type, which is required")
        return BodyIntegration(
            pointer=pointer,
            type=kind,
            uri=document.text(found, "uri", pointer),
            method=document.word(found, "httpMethod", pointer),
            subtype=document.text(found, "integrationSubtype", pointer),
            connection_type=document.word(found, "connectionType", pointer),
            connection_id=document.text(found, "connectionId", pointer),
            credentials=document.text(found, "credentials", pointer),
            insecure_skip_verification=document.flag(tls, "insecureSkipVerification", tls_pointer),
            server_name_to_verify=document.text(tls, "serverNameToVerify", tls_pointer),
            passthrough_behavior=document.word(found, "passthroughBehavior", pointer),
            request_templates=document.mapping(found, "requestTemplates", pointer),
            request_parameters=document.mapping(found, "requestParameters", pointer),
            timeout_ms=document.whole(found, "timeoutInMillis", pointer),
            cache_key_parameters=document.texts(found, "cacheKeyParameters", pointer),
            content_handling=document.word(found, "contentHandling", pointer),
            responses=tuple(self._responses(found, pointer)),
            payload_version=document.text(found, "payloadFormatVersion", pointer),
        )

    def _responses(
        self, found: Object, pointer: str
    ) -> Iterator[tuple[str | Unknown, str, dict[str, str] | Unknown, dict[str, str] | Unknown]]:
        document = self._document
        responses, place = document.object(found, "responses", pointer)
        for pattern in responses:
            response, where = document.object(responses, pattern, place)
            status = document.text(response, "statusCode", where)
            parameters = given_or_empty(document.mapping(response, "responseParameters", where))
            templates = given_or_empty(document.mapping(response, "responseTemplates", where))
            yield status if isinstance(status, Unknown) else status or pattern, where, parameters, templates


def _unread(path: str, method: str | Unknown, pointer: str, reason: Unknown) -> BodyRoute:
    return BodyRoute(
        pointer=pointer,
        method=method,
        path=path,
        authorization=reason,
        authorizer=reason,
        api_key_required=reason,
        scopes=reason,
        security_pointer=pointer,
        integration=reason,
        request_validator=reason,
        validates=(reason, reason),
        request_models=reason,
        request_parameters=reason,
    )


def _model(schema: Any) -> str:
    """The name of the model that a schema refers to; `(inline)` for a schema on the spot, nothing without one."""
    if not isinstance(known(schema), dict):
        return ""
    reference = known(schema.get("$ref"))
    return reference.rpartition("/")[2] if isinstance(reference, str) else "(inline)"


def _stated(flag: bool | Unknown | None) -> bool | Unknown:
    """A flag that is off where it is not stated."""
    return False if flag is None else flag
