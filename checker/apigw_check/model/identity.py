"""Who signs callers in: Cognito user pools and their app clients, as far as authorizers of an API trust them."""

from __future__ import annotations

from msgspec import Struct, field

from .origin import Origin
from .value import Unknown


class AppClient(Struct, eq=False):
    """An app client of a user pool. `flows` are its explicit authentication flows, with or without `ALLOW_`."""

    origin: Origin
    client_name: str | Unknown | None = None
    flows: tuple[str, ...] | Unknown | None = None
    #: The OAuth grants that it may use.
    grants: tuple[str, ...] | Unknown | None = None
    prevents_existence_errors: str | Unknown | None = None
    revokes_tokens: bool | Unknown | None = None

    @property
    def name(self) -> str:
        """`app client NAME`."""
        label = self.client_name if isinstance(self.client_name, str) else self.origin.address
        return f"app client {label}"


class UserPool(Struct, eq=False):
    """A user pool. `mfa` is OFF, ON or OPTIONAL; `clients_unread` is set where it may have further app clients."""

    origin: Origin
    pool_name: str | Unknown | None = None
    mfa: str | Unknown | None = None
    software_token: bool | Unknown | None = None
    minimum_length: int | Unknown | None = None
    advanced_security: str | Unknown | None = None
    clients: list[AppClient] = field(default_factory=list)
    clients_unread: Unknown | None = None

    @property
    def name(self) -> str:
        """`user pool NAME`."""
        label = self.pool_name if isinstance(self.pool_name, str) else self.origin.address
        return f"user pool {label}"
