"""Method settings for no method.

## What it requires
The method path of a stage's settings is `*/*`, or the path and the method of a method that the API has: `orders/GET`,
without a slash in front, or with each slash of the path written as `~1`.

## Why
Settings with another path apply to nothing: the limits, the logs or the encrypted cache that they set do not exist,
and the plan looks as if they did. `orders/*` and `*/GET` are no wildcards. With a slash in front they may apply or not:
the provider asks to leave it out and sends what it is given, reports say that nothing comes of it, and AWS documents
neither. What such an entry sets is undecided in the other rules.

## When it is fine
Methods of an API that is defined elsewhere or whose body cannot be read are undecided; what is wrong by its form is
reported all the same. `/GET`, which the provider's own recipe makes of the root's method, is undecided; `~1/GET` is the
service's own way to write it. Settings of a method beside one for ANY are undecided: which of the two keys the service
takes there is documented nowhere.

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
    throttling_rate_limit  = 100
    throttling_burst_limit = 50
  }
}
```

## References
- https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_method_settings
- https://github.com/hashicorp/terraform-provider-aws/issues/2406
- https://github.com/hashicorp/terraform-provider-aws/issues/9738
"""

from __future__ import annotations

from ...effective import is_trimmed, normal_scope
from ...facts import enumerations
from ...model.gateway import REST, Setting, Stage
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-815",
    slug="method-settings-path-invalid",
    title="Method settings for no method",
    subject=Stage,
    severity=MEDIUM,
)


@RULE.check
def check(stage: Stage, params: Params) -> Verdict:
    """Decides for one stage."""
    protocol = stage.api.protocol
    if not isinstance(protocol, str) or protocol != REST:
        return not_applicable("only REST stages have method settings")
    if not stage.settings:
        return not_applicable("it has no method settings")
    routes, unsure = _routes(stage)
    wrong: list[tuple[Setting, str]] = []
    unclear: tuple[Setting, str] | None = None
    for setting in stage.settings:
        if isinstance(setting.scope, Unknown):
            problem, doubt = "", f"a method path of its settings is not known: {setting.scope.reason}"
        else:
            problem = _form(setting.scope)
            problem, doubt = (problem, "") if problem else _reach(setting.scope, routes, unsure)
        if problem:
            wrong.append((setting, problem))
        elif doubt:
            unclear = unclear or (setting, doubt)
    if wrong:
        setting, problem = wrong[0]
        effect = "apply to nothing" if is_trimmed(str(setting.scope)) else "may apply to nothing"
        return fail(
            f"settings of {stage.name} for {setting.scope} {effect}: {problem}",
            setting,
            "scope",
            also=[spot(other, "scope", why) for other, why in wrong[1:]],
            fix="write */*, or the path without a slash in front and the method, such as orders/GET",
            extent=[str(other.scope) for other, _ in wrong],
        )
    if unclear is not None:
        return undecided(unclear[1], unclear[0], "scope")
    return passed()


def _form(scope: str) -> str:
    """What is wrong with the form of a method path; empty where nothing is."""
    if scope == "*/*":
        return ""
    path, slash, method = scope.rpartition("/")
    if not is_trimmed(scope) and path:
        return "it begins with a slash"
    if not slash:
        return "it is not of the form path/METHOD"
    if "*" in (path, method):
        return "a wildcard stands for all methods only as */*"
    if method not in enumerations()["apigateway.http_method"]:
        return f"{method} is no method" if method.upper() == method else "methods are written in upper case"
    return ""


def _reach(scope: str, routes: set[str], unsure: str) -> tuple[str, str]:
    """Why a method path of the right form reaches no method, or why it may not; both are empty where it does."""
    if scope == "*/*":
        return "", ""
    if not is_trimmed(scope):
        return "", f"whether {scope} reaches the root's method is documented nowhere"
    key = normal_scope(scope)
    if key in routes:
        return "", ""
    if unsure:
        return "", f"whether the API has {scope} is not known: {unsure}"
    if f"{key.rpartition('/')[0]}/ANY" in routes:
        return "", f"whether {scope} reaches the method ANY of its path is not known"
    return "the API has no such method", ""


def _routes(stage: Stage) -> tuple[set[str], str]:
    """The keys of the API's methods, and why these may not be all."""
    api = stage.api
    unsure = api.unread.reason if api.unread is not None else "the API is defined elsewhere" if api.external else ""
    found: set[str] = set()
    for route in api.routes:
        paths = [route.path] if isinstance(route.path, str) else list(route.paths)
        if not isinstance(route.method, str) or not paths:
            unsure = unsure or f"the place of {route.name} is known only after apply"
            continue
        found.update(f"{path.strip('/')}/{route.method}" for path in paths)
    return found, unsure
