"""Where logs go, and the account-wide role that lets API Gateway write them."""

from __future__ import annotations

from msgspec import Struct

from .origin import Origin
from .value import Unknown

LOG_GROUP, FIREHOSE, BUCKET, OTHER = "log_group", "firehose", "bucket", "other"


class Destination(Struct, eq=False, frozen=True):
    """A log group, a Firehose stream or an S3 bucket.

    `origin` is its resource, or what names it where it is defined elsewhere (`external`); then only its name is known,
    if that. `name_prefix` is what its name begins with where the provider makes up the rest. `retention_days` is None
    for a log group that keeps its logs for ever.
    """

    origin: Origin
    service: str | Unknown
    destination_name: str | Unknown | None = None
    name_prefix: str | Unknown | None = None
    external: bool = False
    retention_days: int | Unknown | None = None
    kms_key: str | Unknown | None = None

    @property
    def label(self) -> str:
        """How a sentence calls it."""
        words = {LOG_GROUP: "log group", FIREHOSE: "Firehose stream", BUCKET: "S3 bucket"}
        kind = words.get(self.service, "destination") if isinstance(self.service, str) else "destination"
        return f"{kind} {self.destination_name if isinstance(self.destination_name, str) else self.origin.address}"

    def begins_with(self, text: str) -> bool | Unknown:
        """Whether its name begins with a text."""
        if self.destination_name is not None:
            name = self.destination_name
            return name if isinstance(name, Unknown) else name.startswith(text)
        prefix = self.name_prefix
        if isinstance(prefix, Unknown):
            return prefix
        if prefix is None:
            # The provider makes up `terraform-` and a number.
            return Unknown("its name is not in the input") if self.external else False
        if text.startswith(prefix) and len(prefix) < len(text):
            return Unknown("a part of its name is made up when it is created")
        return prefix.startswith(text)


class AccountRole(Struct, eq=False, frozen=True):
    """The role of `aws_api_gateway_account`.

    `role` is its ARN (None: not set). `writes` says whether the role may write to CloudWatch Logs, as far as the input
    shows it.
    """

    origin: Origin
    role: str | Unknown | None
    writes: bool | Unknown
