"""User pool with weak sign-in.

## What it requires
A user pool whose tokens an authorizer takes has MFA, required or optional with software tokens, a minimum password
length of `min_length` characters (12), and no threat protection that is set to OFF.

## Why
The API is as well protected as the accounts that may call it. A password that was used elsewhere opens an account
without a second factor, and short ones are guessed.

## When it is fine
A pool whose users all come from another identity provider, which asks for the second factor: waive the finding. This
rule is not in the recommended pack. A pool that does not say anything of MFA has none; one without a password policy
does not set a length. Threat protection that is not mentioned is not asked for, as it depends on the feature plan.
Pools that are defined elsewhere are undecided.

## How to fix
```terraform
resource "aws_cognito_user_pool" "users" {
  name              = "users"
  mfa_configuration = "ON"

  software_token_mfa_configuration {
    enabled = true
  }

  password_policy {
    minimum_length = 12
  }
}
```

## Parameters
- `min_length` (number, 12): the shortest minimum length of passwords.

## References
- https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
- https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ...model.identity import UserPool
from ...model.value import Unknown
from ..base import MEDIUM, STRICT, Param, Params, Rule, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-124",
    slug="cognito-weak-user-pool",
    title="User pool with weak sign-in",
    subject=Authorizer,
    severity=MEDIUM,
    pack=STRICT,
    params=[Param("min_length", 12, "The shortest minimum length of passwords.")],
)


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    if not authorizer.user_pools and authorizer.pools_unread is None:
        return not_applicable("takes no tokens of a Cognito user pool")
    unknown: tuple[Unknown, UserPool, str] | None = None
    for pool in authorizer.user_pools:
        faults = [("mfa", _mfa(pool)), ("minimum_length", _length(pool, params.min_length)), _threats(pool)]
        known = [(field, text) for field, text in faults if isinstance(text, str) and text]
        if known:
            field, _ = known[0]
            return fail(
                f"{authorizer.name} takes tokens of {pool.name}, which {' and '.join(text for _, text in known)}",
                pool,
                field,
                also=[spot(pool, other, text) for other, text in known[1:]],
                fix="require MFA, or offer it with software tokens, and passwords that are long enough",
                extent=sorted(field for field, _ in known),
            )
        for field, text in faults:
            if isinstance(text, Unknown) and unknown is None:
                unknown = (text, pool, field)
    if unknown is not None:
        return undecided(f"a setting of {unknown[1].name} is not known: {unknown[0].reason}", unknown[1], unknown[2])
    if authorizer.pools_unread is not None:
        return undecided(authorizer.pools_unread.reason, authorizer)
    return passed()


def _mfa(pool: UserPool) -> str | Unknown:
    """What is wrong with its MFA, if anything is."""
    if isinstance(pool.mfa, Unknown):
        return pool.mfa
    if pool.mfa == "ON":
        return ""
    if pool.mfa != "OPTIONAL":
        return "has no MFA"
    tokens = pool.software_token
    return tokens if isinstance(tokens, Unknown) else "" if tokens else "offers MFA without software tokens"


def _length(pool: UserPool, wanted: int) -> str | Unknown:
    length = pool.minimum_length
    if isinstance(length, Unknown):
        return length
    if length is None:
        return "sets no minimum length of passwords"
    return f"takes passwords of {length} characters" if length < wanted else ""


def _threats(pool: UserPool) -> tuple[str, str | Unknown]:
    mode = pool.advanced_security
    if isinstance(mode, Unknown):
        return "advanced_security", mode
    return "advanced_security", "has its threat protection off" if mode == "OFF" else ""
