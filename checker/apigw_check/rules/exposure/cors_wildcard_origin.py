"""CORS for every origin.

## What it requires
The CORS answers of an API name the origins that may read them: no `*`, no whole scheme (`https://*`), and the caller's
Origin header is not handed back unchecked. Looked at is what APIGW-610 looks at.

## Why
Scripts of any web site can call the API from their visitors' browsers and read the answers: where an address or a
network is what lets a caller in, every visitor's browser is such a caller.

## When it is fine
A public API without cookies and without a limit on the network loses nothing by `*`: waive the finding for it. With
credentials APIGW-610 is shown in place of this rule. Where the backend or a stage variable chooses the origin, the
result is undecided; what a proxy integration answers cannot be seen at all.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://shop.example.com"]
    allow_methods = ["GET", "POST"]
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
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided
from ._api import entries, field_of, unseen
from ._cors import is_any_origin, origins, written
from ._templates import ANY, REFLECTED

RULE = Rule(
    id="APIGW-611",
    slug="cors-wildcard-origin",
    title="CORS for every origin",
    subject=Api,
    severity=LOW,
)

_WORDS = {ANY: "every origin", REFLECTED: "whatever origin asks"}
#: Where, the field, and what is allowed in words (empty: named origins).
_Answer = tuple[Cors | Response | Api, str, str | Unknown]


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    answers = [*_configured(api), *_answered(api)]
    wide = [(place, field, what) for place, field, what in answers if isinstance(what, str) and what]
    if wide:
        place, field, what = wide[0]
        return fail(
            f"scripts of any web site can read what {api.name} answers: CORS allows {what}",
            place,
            field,
            also=[spot(other, name, "likewise") for other, name, _ in wide[1:]],
            fix="name the origins",
        )
    for other, name, answer in answers:
        if isinstance(answer, Unknown):
            return undecided(f"which origins CORS allows is not known: {answer.reason}", other, name)
    hidden = unseen(api)
    if hidden is not None:
        return undecided(hidden.reason, api, field_of(api, hidden, ""))
    return passed() if answers else not_applicable("answers no CORS itself")


def _configured(api: Api) -> Iterator[_Answer]:
    cors = api.cors
    if isinstance(cors, Unknown):
        yield api, field_of(api, cors, "cors"), cors
    elif cors is not None:
        if isinstance(cors.allow_origins, Unknown):
            yield cors, "allow_origins", cors.allow_origins
            return
        for entry in entries(cors.allow_origins):
            if isinstance(entry, Unknown):
                yield cors, "allow_origins", entry
            else:
                yield cors, "allow_origins", f"the origin {entry}" if is_any_origin(str(entry)) else ""


def _answered(api: Api) -> Iterator[_Answer]:
    for response in written(api):
        for origin in origins(response):
            field = "templates" if isinstance(response.templates, dict) and not response.parameters else "parameters"
            yield response, field, origin if isinstance(origin, Unknown) else _WORDS.get(origin, "")
