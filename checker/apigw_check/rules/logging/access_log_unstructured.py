"""Access log unstructured.

## What it requires
The format of a stage's access log is a JSON object.

## Why
CloudWatch Logs finds the fields of JSON lines by itself, so a query or an alarm can ask for a status or a caller. A
line of words has to be taken apart by position, and breaks with the first user agent that has a space in it.

## When it is fine
Where something that reads the log expects the common log format, XML or CSV. A format over several lines counts as
JSON, and so do variables without quotation marks around them where they are numbers, such as `$context.status`. Not
asked where there is no access log (APIGW-301).

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

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ..base import LOW, Params, Rule, Verdict, fail, not_applicable, passed
from ._access_log import format_of, is_json_object

RULE = Rule(
    id="APIGW-302",
    slug="access-log-unstructured",
    title="Access log unstructured",
    subject=Stage,
    severity=LOW,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    text = format_of(stage)
    if isinstance(text, Verdict):
        return text
    if not text.strip():
        return not_applicable("the access log has no format; see APIGW-303")
    if is_json_object(text):
        return passed()
    return fail(
        f"the access log of {stage.name} is not written as JSON objects",
        stage,
        "access_log_format",
        fix="write the format as a JSON object, with jsonencode for instance",
    )
