"""App client with weak sign-in.

## What it requires
The app clients whose tokens an authorizer takes do not sign users in by plain password (`ALLOW_USER_PASSWORD_AUTH`,
`ALLOW_ADMIN_USER_PASSWORD_AUTH` and their older names), prevent user-existence errors, and can revoke tokens.

## Why
With the password flows the application handles the password itself, so whoever holds the application, its logs or its
crash reports holds passwords. Without `PreventUserExistenceErrors` the sign-in tells which accounts exist. Without
revocation a refresh token that was stolen works until it ends.

## When it is fine
While users are migrated from another directory, which needs a password flow: waive the finding with an end date. A
client that only has the grant `client_credentials` signs no users in and is not asked for user-existence errors. Of a
JWT authorizer the clients of its audience are asked, of a Cognito authorizer all clients of its user pools. What an
app client does not say is the service's default: SRP, tokens can be revoked, user-existence errors are not prevented.

## How to fix
```terraform
resource "aws_cognito_user_pool" "users" {
  name = "users"
}

resource "aws_cognito_user_pool_client" "shop" {
  user_pool_id                  = aws_cognito_user_pool.users.id
  name                          = "shop"
  explicit_auth_flows           = ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
  prevent_user_existence_errors = "ENABLED"
  enable_token_revocation       = true
}
```

## References
- https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html
- https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
"""

from __future__ import annotations

from ...model.gateway import Authorizer
from ...model.identity import AppClient
from ...model.value import Unknown
from ..base import MEDIUM, Params, Rule, Spot, Verdict, fail, not_applicable, passed, spot, undecided

RULE = Rule(
    id="APIGW-125",
    slug="cognito-client-weak-flows",
    title="App client with weak sign-in",
    subject=Authorizer,
    severity=MEDIUM,
)

#: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
_PASSWORD = ("USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH")


@RULE.check
def check(authorizer: Authorizer, params: Params) -> Verdict:
    """Decides for one authorizer."""
    if not authorizer.user_pools and authorizer.pools_unread is None:
        return not_applicable("takes no tokens of a Cognito user pool")
    known: list[str] = []
    places: list[Spot] = []
    unsure: list[tuple[Unknown, Spot]] = []
    for client in authorizer.app_clients:
        wrong, unknown = _faults(client)
        if wrong:
            known.append(f"{client.name}, which {' and '.join(place.note for place in wrong)}")
        places += wrong
        unsure += unknown
    if places:
        return fail(
            f"{authorizer.name} takes tokens of {'; and of '.join(known)}",
            places[0].origin,
            places[0].field,
            also=places[1:],
            fix="sign in by SRP or the hosted pages, set prevent_user_existence_errors and enable_token_revocation",
            extent=sorted({f"{place.origin.address}: {place.note}" for place in places}),
        )
    if unsure:
        reason, place = unsure[0]
        return undecided(f"a setting of an app client is not known: {reason.reason}", place.origin, place.field)
    for unread in (authorizer.pools_unread, authorizer.clients_unread):
        if unread is not None:
            return undecided(unread.reason, authorizer)
    return passed()


def _faults(client: AppClient) -> tuple[list[Spot], list[tuple[Unknown, Spot]]]:
    """Where something is wrong with a client, with a note that says what, and where it is not known."""
    wrong: list[Spot] = []
    unsure: list[tuple[Unknown, Spot]] = []
    flows, prevents, revokes = client.flows, client.prevents_existence_errors, client.revokes_tokens
    if isinstance(flows, Unknown):
        unsure.append((flows, spot(client, "flows")))
    elif any(flow.removeprefix("ALLOW_") in _PASSWORD for flow in flows or ()):
        wrong.append(spot(client, "flows", "takes plain passwords"))
    if isinstance(prevents, Unknown):
        unsure.append((prevents, spot(client, "prevents_existence_errors")))
    elif prevents != "ENABLED" and isinstance(client.grants, Unknown):
        unsure.append((client.grants, spot(client, "grants")))
    elif prevents != "ENABLED" and not _is_machine(client):
        wrong.append(spot(client, "prevents_existence_errors", "tells which users exist"))
    if isinstance(revokes, Unknown):
        unsure.append((revokes, spot(client, "revokes_tokens")))
    elif revokes is False:
        wrong.append(spot(client, "revokes_tokens", "cannot revoke them"))
    return wrong, unsure


def _is_machine(client: AppClient) -> bool:
    """Whether no user signs in by it."""
    return isinstance(client.grants, tuple) and client.grants == ("client_credentials",)
