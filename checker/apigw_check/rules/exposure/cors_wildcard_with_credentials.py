"""CORS for every origin with credentials.

## What it requires
No CORS answer of the API combines every origin with credentials. Every origin is `*`, a whole scheme (`https://*`, of
an HTTP API), or the caller's own Origin header handed back unchecked. Looked at are the CORS configuration of HTTP
APIs, integration responses and gateway responses of REST APIs with their mapping templates, and all this in OpenAPI.

## Why
With credentials a browser sends the user's cookies and lets the calling page read the answer. If every origin is
allowed, every web site that a user visits can read and act in that user's name. Browsers refuse the literal `*` in this
combination, so that it only fails for the honest clients; a reflected origin or `https://*` works for everybody.

## When it is fine
Without credentials: tokens in an Authorization header that scripts set themselves need none. A template that compares
the origin with those it knows before it hands it back passes. Where the backend or a stage variable chooses the origin,
the result is undecided; what a proxy integration answers cannot be seen at all.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["https://shop.example.com"]
    allow_methods     = ["GET", "POST"]
    allow_headers     = ["authorization", "content-type"]
    allow_credentials = true
  }
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.gateway import Api, Cors, Response
from ...model.value import Unknown
from ..base import HIGH, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._api import entries, field_of, unseen
from ._cors import credentials, is_any_origin, origins, written
from ._templates import ANY, REFLECTED

RULE = Rule(
    id="APIGW-610",
    slug="cors-wildcard-with-credentials",
    title="CORS for every origin with credentials",
    subject=Api,
    severity=HIGH,
    replaces=["APIGW-611"],
)

_WORDS = {ANY: "every origin", REFLECTED: "whatever origin asks"}


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    answers = [*_configuration(api), *_responses(api)]
    if not answers:
        hidden = unseen(api)
        if hidden is None:
            return not_applicable("answers no CORS itself")
        return undecided(hidden.reason, api, field_of(api, hidden, ""))
    failing = [answer for answer in answers if answer[1] is True]
    if failing:
        place, _, field, what = failing[0]
        return fail(
            f"{api.name} allows {what} with credentials",
            place,
            field,
            also=[spot(other, name, "likewise") for other, _, name, _ in failing[1:]],
            fix="name the origins, or do not allow credentials",
        )
    for place, answer, field, _ in answers:
        if isinstance(answer, Unknown):
            return undecided(f"what CORS allows is not known: {answer.reason}", place, field)
    hidden = unseen(api)
    return passed() if hidden is None else undecided(hidden.reason, api, field_of(api, hidden, ""))


#: Where, whether it combines the two, the field, and what is allowed in words.
_Answer = tuple[Cors | Response | Api, bool | Unknown, str, str]


def _configuration(api: Api) -> Iterator[_Answer]:
    cors = api.cors
    if cors is None:
        return
    if isinstance(cors, Unknown):
        yield api, cors, field_of(api, cors, "cors"), ""
        return
    wildcard: bool | Unknown = False
    what = ""
    for entry in entries(cors.allow_origins):
        if isinstance(entry, Unknown):
            wildcard = entry if wildcard is False else wildcard
        elif is_any_origin(str(entry)):
            wildcard, what = True, f"the origin {entry}"
            break
    yield cors, _both(wildcard, _flag(cors.allow_credentials)), "allow_origins", what


def _responses(api: Api) -> Iterator[_Answer]:
    for response in written(api):
        with_credentials = credentials(response)
        for origin in origins(response):
            wide = origin if isinstance(origin, Unknown) else origin in _WORDS
            what = "" if isinstance(origin, Unknown) else _WORDS.get(origin, "")
            field = "templates" if isinstance(response.templates, dict) and not response.parameters else "parameters"
            yield response, _both(wide, with_credentials), field, what


def _flag(value: object) -> bool | Unknown:
    return value if isinstance(value, Unknown) else str(value).lower() == "true"


def _both(left: bool | Unknown, right: bool | Unknown) -> bool | Unknown:
    if left is False or right is False:
        return False
    if isinstance(left, Unknown):
        return left
    return right
