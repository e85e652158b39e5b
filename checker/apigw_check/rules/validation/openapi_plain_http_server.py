"""Plain HTTP address in a body.

## What it requires
The `servers` of an OpenAPI 3 body and the `schemes` of an OpenAPI 2.0 body are `https` or `wss`.

## Why
API Gateway itself answers over TLS only, but clients are made from the body, and one whose address starts with
`http://` sends its first request, token included, in the clear.

## When it is fine
Not asked of APIs without a body. Relative addresses, and servers on the developer's own machine (`localhost`,
`127.0.0.1`), are fine. Of a variable in a URL the default counts.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    servers = [{ url = "https://api.example.com/shop" }]
    paths   = {}
  })
}
```

## References
- https://spec.openapis.org/oas/v3.0.3#server-object
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html
"""

from __future__ import annotations

from ...model.gateway import Api
from ...model.holes import PartlyKnown
from ...model.value import Unknown, known
from ..base import MEDIUM, Params, Rule, Verdict, fail, passed, spot
from ._document import document_of, spelled, without_body

RULE = Rule(
    id="APIGW-711",
    slug="openapi-plain-http-server",
    title="Plain HTTP address in a body",
    subject=Api,
    severity=MEDIUM,
)

_PLAIN = ("http:", "ws:")
_WITH_TLS = ("https://", "wss://")
_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")


@RULE.check
def check(api: Api, params: Params) -> Verdict:
    """Decides for one API."""
    document = document_of(api)
    if document is None:
        return without_body()
    plain = [(server, url) for server in document.servers if (url := _plain(server.url))]
    if not plain:
        return passed()
    return fail(
        f"the body of {api.name} offers it without TLS: {spelled(url.rstrip(':') for _, url in plain)}",
        plain[0][0],
        also=[spot(server) for server, _ in plain[1:]],
        fix="offer https only",
        extent=[url for _, url in plain],
    )


def _plain(url: str | Unknown) -> str:
    """The URL, if it is one without TLS to another machine; else nothing."""
    if isinstance(url, PartlyKnown) and str(url.parts[0]).lower().startswith(_WITH_TLS):
        return ""
    url = known(url)
    return url if _is_plain(url) else ""


def _is_plain(url: str) -> bool:
    scheme, _, rest = url.strip().lower().partition("//")
    if scheme not in _PLAIN:
        return False
    host = rest.partition("/")[0].rpartition("@")[2]
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name not in _OWN_MACHINE
