"""Secret in a stage variable.

## What it requires
No stage variable holds a credential: by its name (`db_password`, `apiToken`), by its form (AWS keys, tokens, keys,
passwords in URLs) or because it is a long random text. The variables of a canary are looked at, too. No value is
printed.

## Why
Whoever may read the configuration of the API reads its stage variables, they stand in the state and in every plan, and
mappings hand them to backends and logs. AWS says that they are not intended for sensitive data.

## When it is fine
The name or ARN of a secret is no secret: it passes. A value that a `sensitive` variable brings in is in the stage all
the same, so it is judged like any other. A value that is known only after apply is undecided where its name is that of
a credential, and passes otherwise.

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_secretsmanager_secret" "backend" {
  name = "shop/backend"
}

# The function reads the secret by its ARN when it starts.
resource "aws_apigatewayv2_stage" "prod" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "prod"

  stage_variables = {
    secret_arn = aws_secretsmanager_secret.backend.arn
  }
}
```

## Parameters
- `allowed` (default `[]`): names of variables that are not asked.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html
- https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.stage-variables.html
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.gateway import Stage
from ...model.value import Unknown
from ..base import HIGH, Param, Params, Rule, Verdict, fail, passed, spot, undecided
from ._secrets import credential, joined, names_credential

RULE = Rule(
    id="APIGW-616",
    slug="secret-in-stage-variable",
    title="Secret in a stage variable",
    subject=Stage,
    severity=HIGH,
    params=[Param("allowed", [], "Names of variables that are not asked.")],
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    unknown: Verdict | None = None
    found: list[tuple[str, str, str]] = []
    values: list[str] = []
    for field, name, value in _variables(stage):
        if name in params.allowed:
            continue
        if isinstance(value, Unknown):
            if not name or names_credential(name):
                what = f"whether the variable {name} holds a secret" if name else "what the stage variables hold"
                unknown = unknown or undecided(f"{what} is not known: {value.reason}", stage, field, key=name)
            continue
        kind = credential(name, value)
        if kind:
            found.append((field, name, kind))
            values.append(value)
    if found:
        what = joined(stage.name, [(f"the variable {name}", kind) for _, name, kind in found])
        return fail(
            f"{what}: everyone who may read the stage can read it",
            stage,
            found[0][0],
            key=found[0][1],
            also=[spot(stage, field, kind, name) for field, name, kind in found[1:]],
            fix="keep the secret in Secrets Manager or Parameter Store, and its name in the variable",
            extent=sorted({name for _, name, _ in found}),
            secrets=values,
        )
    return unknown or passed()


def _variables(stage: Stage) -> Iterator[tuple[str, str, str | Unknown]]:
    for field, given in (("variables", stage.variables), ("canary_variables", stage.canary_variables)):
        if isinstance(given, Unknown):
            yield field, "", given
        elif isinstance(given, dict):
            yield from ((field, name, value) for name, value in given.items() if isinstance(value, str | Unknown))
