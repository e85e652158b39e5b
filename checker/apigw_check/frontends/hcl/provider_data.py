"""Data sources whose values follow from the provider's configuration and their arguments alone.

`aws_region`, `aws_partition`, `aws_service`, `aws_service_principal`, `aws_default_tags` and `aws_arn` ask AWS for
nothing, and `template_file` fills in a text. Who the caller is (`aws_caller_identity`) only AWS knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ...facts import partitions
from ...model.value import Unknown
from . import arns, providers, template_file
from .values import FunctionError, Sensitive, Value

if TYPE_CHECKING:
    from .scope import ModuleInstance
    from .syntax import Body

#: The arguments that a data source is known by, as a block has them.
Arguments = Callable[[str], Value]

_CALLER = "who runs terraform is not known"
_READ = "a data source that terraform reads when it plans"


def names(type_: str) -> tuple[str, ...]:
    """The attributes of a data source that is known here; none for others."""
    return _NAMES.get(type_, ())


def attribute(module: ModuleInstance, body: Body, type_: str, argument: Arguments, name: str) -> Value:
    """An attribute of one of these data sources; `argument` evaluates what its block says."""
    if name not in _NAMES[type_]:
        return Unknown(f"{type_} has no attribute {name}")
    if type_ == "data.aws_caller_identity":
        return Unknown(_CALLER)
    if type_ == "data.aws_arn":
        return _arn(argument("arn"), name)
    if type_ == template_file.TYPE:
        return template_file.attribute(module, argument, name)
    if type_ == "data.aws_default_tags":
        return providers.default_tags(module, body) if name == "tags" else Unknown(_READ)
    region = providers.region(module, body)
    given = argument("name") if type_ == "data.aws_region" else None
    if given is None:
        given = argument("region")
    if given is not None and type_ != "data.aws_partition":
        region = given
    secret = isinstance(region, Sensitive)
    region = region.value if isinstance(region, Sensitive) else region
    if isinstance(region, Unknown):
        return region
    value = _ATTRIBUTES[type_](region, argument, name) if isinstance(region, str) else None
    found = Unknown(_READ) if value is None else value
    return Sensitive(found) if secret else found


@cache
def partition_of(region: str) -> str | None:
    """The partition that a region belongs to, by its name; None where no partition has regions of such a name."""
    for name, partition in partitions().items():
        if re.fullmatch(partition.region_pattern, region):
            return name
    return None


def _suffix(region: str) -> str | None:
    partition = partition_of(region)
    return None if partition is None else partitions()[partition].dns_suffix


def _reversed(suffix: str) -> str:
    return ".".join(reversed(suffix.split(".")))


def _region(region: str, argument: Arguments, name: str) -> Value:
    partition = partition_of(region)
    if partition is None or argument("endpoint") is not None:
        return None
    if name == "description":
        return partitions()[partition].regions.get(region)
    return f"ec2.{region}.{_suffix(region)}" if name == "endpoint" else region


def _partition(region: str, _: Arguments, name: str) -> Value:
    suffix = _suffix(region)
    if suffix is None:
        return None
    return {"dns_suffix": suffix, "reverse_dns_prefix": _reversed(suffix)}.get(name) or partition_of(region)


def _service(region: str, argument: Arguments, name: str) -> Value:
    suffix = _suffix(region)
    given = [argument(one) for one in ("dns_name", "reverse_dns_name", "reverse_dns_prefix")]
    if suffix is None or any(one is not None for one in given):
        return None
    service = argument("service_id")
    if name in ("region", "partition", "reverse_dns_prefix"):
        return {"region": region, "partition": partition_of(region)}.get(name) or _reversed(suffix)
    if isinstance(service, Unknown) or name == "service_id":
        return service
    if not isinstance(service, str) or name == "supported":
        return None
    return f"{service}.{region}.{suffix}" if name == "dns_name" else f"{_reversed(suffix)}.{region}.{service}"


def _principal(region: str, argument: Arguments, name: str) -> Value:
    service = argument("service_name")
    if name in ("region", "service_name"):
        return region if name == "region" else service
    # Which services have principals of their own in other partitions is not known here.
    if partition_of(region) != "aws":
        return None
    suffix = partitions()["aws"].dns_suffix
    if name == "suffix" or isinstance(service, Unknown):
        return suffix if name == "suffix" else service
    if not isinstance(service, str):
        return None
    return f"{service}.{suffix}" if name == "name" else f"{service}.{region}.{suffix}"


def _arn(value: Value, name: str) -> Value:
    if isinstance(value, Sensitive):
        return Sensitive(_arn(value.value, name))
    if isinstance(value, Unknown):
        return value
    if not isinstance(value, str) or name in ("arn", "id"):
        return value if isinstance(value, str) else Unknown(_READ)
    try:
        return arns.parse(value)["account_id" if name == "account" else name]
    except FunctionError:
        return Unknown(_READ)


_NAMES = {
    "data.aws_arn": ("account", "arn", "id", "partition", "region", "resource", "service"),
    "data.aws_caller_identity": ("account_id", "arn", "id", "user_id"),
    "data.aws_default_tags": ("id", "tags"),
    "data.aws_partition": ("dns_suffix", "id", "partition", "reverse_dns_prefix"),
    # `region` is the name of `name` from version 6 of the provider on.
    "data.aws_region": ("description", "endpoint", "id", "name", "region"),
    "data.aws_service": (
        *("dns_name", "id", "partition", "region", "reverse_dns_name", "reverse_dns_prefix", "service_id"),
        "supported",
    ),
    "data.aws_service_principal": ("id", "name", "region", "service_name", "suffix"),
    template_file.TYPE: template_file.NAMES,
}
_ATTRIBUTES: dict[str, Callable[[str, Arguments, str], Value]] = {
    "data.aws_partition": _partition,
    "data.aws_region": _region,
    "data.aws_service": _service,
    "data.aws_service_principal": _principal,
}
