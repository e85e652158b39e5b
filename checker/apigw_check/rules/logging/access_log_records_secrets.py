"""Access log records secrets.

## What it requires
The format of a stage's access log holds no API key, no token of an authorizer, and no claim that says more of a person
than who is calling.

## Why
Whoever may read the logs could call the API with what they hold, and personal data in logs is kept, copied and exported
without anybody asking for it.

## When it is fine
`$context.identity.apiKeyId` names a key without being one, and `$context.authorizer.claims.sub` or
`$context.authorizer.principalId` names a caller. A variable that the API type does not have is logged as `-`, and is
not reported. Where an audit needs more than that, take the name out of `personal_claims`, or waive the stage.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_cloudwatch_log_group" "access" {
  name              = "/aws/apigateway/shop"
  retention_in_days = 90
}

resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId = "$context.requestId"
      time      = "$context.requestTime"
      ip        = "$context.identity.sourceIp"
      routeKey  = "$context.routeKey"
      path      = "$context.path"
      status    = "$context.status"
      caller    = "$context.authorizer.claims.sub"
      latency   = "$context.responseLatency"
    })
  }
}
```

## Parameters
`personal_claims`: claims, and properties of a Lambda authorizer, that identify a person: the standard claims of OpenID
Connect for name, address, phone, e-mail, birthday, gender and web pages. `secret_properties`: properties of an
authorizer and overridden request headers that are a secret: tokens, passwords, keys. Case, `_` and `-` do not matter.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
- https://authts.github.io/oidc-client-ts/interfaces/OidcStandardClaims.html
"""

from __future__ import annotations

from ...model.gateway import HTTP, WEBSOCKET, Stage
from ...model.value import Unknown
from ..base import MEDIUM, Param, Params, Rule, Verdict, fail, passed, undecided
from ._access_log import format_of, secrets

PERSONAL = [
    "address", "birthdate", "email", "family_name", "gender", "given_name", "middle_name", "name", "nickname",
    "phone_number", "picture", "preferred_username", "profile", "website",
]  # fmt: skip
SECRET = [
    "access_token", "api_key", "authorization", "bearer", "client_secret", "cookie", "id_token", "jwt", "password",
    "refresh_token", "secret", "session_token", "token", "x-api-key",
]  # fmt: skip

RULE = Rule(
    id="APIGW-304",
    slug="access-log-records-secrets",
    title="Access log records secrets",
    subject=Stage,
    severity=MEDIUM,
    params=[
        Param("personal_claims", PERSONAL, "Claims and properties of an authorizer that identify a person."),
        Param("secret_properties", SECRET, "Properties of an authorizer and request headers that are a secret."),
    ],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    text = format_of(stage)
    if isinstance(text, Verdict):
        return text
    protocol = stage.api.protocol
    kinds = [protocol] if isinstance(protocol, str) else [HTTP, WEBSOCKET]
    found = [secrets(text, kind, params.personal_claims, params.secret_properties) for kind in kinds]
    if not any(found):
        return passed()
    if isinstance(protocol, Unknown) and not all(found):
        return undecided(f"the type of the API is not known: {protocol.reason}", stage, "access_log_format")
    names = [name for name in found[0] if name in found[-1]] or found[0]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return fail(
        f"the access log of {stage.name} records {listed}",
        stage,
        "access_log_format",
        fix=f"take {listed} out of the format; apiKeyId, principalId or claims.sub says who called",
        extent=names,
    )
