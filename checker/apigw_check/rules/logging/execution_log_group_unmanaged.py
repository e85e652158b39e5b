"""Execution log group unmanaged.

## What it requires
The log group of a REST stage's execution logs, API-Gateway-Execution-Logs_{api}/{stage}, is in the configuration,
where the stage writes such logs.

## Why
The service makes the group itself, with no retention time: execution logs are kept for ever, and nobody decided that.

## When it is fine
An opinion: the pack strict asks for it. A group whose name refers to the API, and which is no access log, is taken
for it. An account that sets retention times by a function of its own may waive the finding. HTTP APIs have no
execution logs, and the name of the group of a WebSocket API is not documented: neither is asked.

## How to fix
```terraform
resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers    = { redeployment = sha1(jsonencode(aws_api_gateway_rest_api.shop.body)) }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "prod"
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.prod.stage_name
  method_path = "*/*"

  settings {
    logging_level          = "ERROR"
    metrics_enabled        = true
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}

resource "aws_cloudwatch_log_group" "execution" {
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.shop.id}/prod"
  retention_in_days = 30
}
```

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
"""

from __future__ import annotations

from ...model.gateway import Stage
from ..base import LOW, STRICT, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ..limits._groups import is_rest, split
from ._execution import logs_execution

RULE = Rule(
    id="APIGW-314",
    slug="execution-log-group-unmanaged",
    title="Execution log group unmanaged",
    subject=Stage,
    severity=LOW,
    pack=STRICT,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    if not is_rest(stage.api):
        return not_applicable("only of REST APIs the name of the log group is known")
    if stage.execution_log is not None:
        return passed()
    parts = split(stage, logs_execution)
    if not parts.failing:
        if parts.unknown is not None:
            return undecided(f"whether {stage.name} has execution logs is not known: {parts.unknown.reason}", stage)
        return not_applicable("it has no execution logs; see APIGW-305")
    if stage.execution_log_candidates:
        place = stage.execution_log_candidates[0].origin.address
        return undecided(f"{place} may be the log group of {stage.name}, or of another stage", stage)
    return fail(
        f"the log group of the execution logs of {stage.name} is made by the service, and keeps them for ever",
        stage,
        fix='add an aws_cloudwatch_log_group "API-Gateway-Execution-Logs_{api}/{stage}" with retention_in_days',
    )
