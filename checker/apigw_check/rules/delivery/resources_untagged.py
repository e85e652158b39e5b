"""Required tags missing.

## What it requires
APIs, stages and custom domains carry the tags that `required_tags` names, from their own `tags` or from the provider's
`default_tags`.

## Why
Tags say whose an API is, whom to call when it is under attack, and what it costs. Policies that grant by tag let
nobody in, or everybody, where they are missing.

## When it is fine
Not asked as long as `required_tags` is empty, and of stages that have no tags of their own (quick create, a
deployment's `stage_name`).

## How to fix
```terraform
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  tags          = { team = "shop", data = "internal" }
}
```

## Parameters
- `required_tags`: the keys, such as `["team", "data"]`; empty by default. Case counts, as it does on AWS.

## References
- https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-tagging.html
"""

from __future__ import annotations

from ...model.gateway import Stage, Taggable
from ...model.value import Unknown
from ..base import INFO, STRICT, Param, Params, Rule, Verdict, fail, not_applicable, passed, undecided
from ._delivery import listed

RULE = Rule(
    id="APIGW-825",
    slug="resources-untagged",
    title="Required tags missing",
    subject=Taggable,
    severity=INFO,
    pack=STRICT,
    params=[Param("required_tags", [], "Keys of tags that APIs, stages and domains have to carry.")],
)

_TAGGED = ("aws_api_gateway_stage", "aws_apigatewayv2_stage")


@RULE.check
def check(subject: Taggable, params: Params) -> Verdict:
    """Decides for one API, stage or domain."""
    required = list(params.required_tags)
    if not required:
        return not_applicable("no tags are required")
    if getattr(subject, "external", False):
        return not_applicable("it is defined outside this input")
    if isinstance(subject, Stage) and (subject.implicit or subject.origin.type not in _TAGGED):
        return not_applicable("no resource of its own could tag it")
    tags = subject.tags
    if isinstance(tags, Unknown):
        return undecided(f"its tags are not known: {tags.reason}", subject, "tags")
    missing = [name for name in required if name not in (tags or {})]
    if not missing:
        return passed()
    if subject.tags_unread is not None:
        return undecided(f"whether it carries {listed(missing)} is not known: {subject.tags_unread.reason}", subject)
    what = "tag" if len(missing) == 1 else "tags"
    return fail(
        f"{subject.name} lacks the {what} {listed(missing)}",
        subject,
        "tags",
        fix=f"add {listed(missing)} to its tags, or to the provider's default_tags",
        extent=missing,
    )
