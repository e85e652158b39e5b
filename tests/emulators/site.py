"""Every application of a test session: applied beside one another before somebody asks, destroyed when nobody will.

Most of the time of an apply is waiting, for a provider that starts or for one that asks an emulator every ten seconds
whether a load balancer is there; so a few are applied at a time. What an application shows (failures, a second plan,
the plan of one changed input) is recorded before any test sends it a request.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applied import Change, Deployed, Failure, prepared, resource_type
from emulators import Name, Running, running
from plans import scratch_copy
from tests.emulators.applications import APPLICATIONS, Application
from tests.emulators.gaps import Step

REPOSITORY = Path(__file__).resolve().parents[2]
AT_A_TIME = 3

# What is listed to see whether anything is left, by service: the call, and where its answer has the things.
LEFT_BEHIND = (
    ("acm", "list_certificates", "CertificateSummaryList"),
    ("apigateway", "get_rest_apis", "items"),
    ("apigateway", "get_usage_plans", "items"),
    ("apigateway", "get_api_keys", "items"),
    ("apigateway", "get_domain_names", "items"),
    ("apigatewayv2", "get_apis", "Items"),
    ("cloudwatch", "describe_alarms", "MetricAlarms"),
    ("cognito-idp", "list_user_pools", "UserPools"),
    ("dynamodb", "list_tables", "TableNames"),
    ("iam", "list_roles", "Roles"),
    ("iam", "list_users", "Users"),
    ("lambda", "list_functions", "Functions"),
    ("logs", "describe_log_groups", "logGroups"),
    ("route53", "list_hosted_zones", "HostedZones"),
    ("s3", "list_buckets", "Buckets"),
    ("sns", "list_topics", "Topics"),
    ("sqs", "list_queues", "QueueUrls"),
    ("wafv2", "list_ip_sets", "IPSets"),
    ("wafv2", "list_web_acls", "WebACLs"),
)
_ARGUMENTS: Mapping[str, dict[str, Any]] = {
    "list_ip_sets": {"Scope": "REGIONAL"},
    "list_user_pools": {"MaxResults": 60},
    "list_web_acls": {"Scope": "REGIONAL"},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """An application that has been applied, and what it showed before anybody used it."""

    application: Application
    deployed: Deployed
    failures: tuple[Failure, ...]
    addresses: frozenset[str]
    second_plan: tuple[Change, ...]
    changed_plan: tuple[Change, ...]

    @property
    def gaps(self) -> frozenset[tuple[Step, str]]:
        """The gaps of the emulator that the apply and the second plan show, by resource type."""
        failed = {failure.resource_type for failure in self.failures}
        gaps = {(Step.APPLY, name) for name in failed}
        for change in self.second_plan:
            if change.resource_type not in failed:
                step = Step.DRIFT if change.address in self.addresses else Step.BEHIND
                gaps.add((step, change.resource_type))
        return frozenset(gaps)

    @property
    def applied_types(self) -> frozenset[str]:
        """The types of what was made without an error."""
        failed = {failure.address for failure in self.failures}
        return frozenset(resource_type(address) for address in self.addresses - failed)


@dataclass(frozen=True, slots=True)
class Gone:
    """What a destroy left: resources that it could not remove, and what terraform still knows of."""

    stuck: tuple[Failure, ...]
    left: tuple[str, ...]


class Site:
    """The emulators and the applications of one session."""

    def __init__(self, env: Mapping[str, str], stack: ExitStack) -> None:
        """Begin with nothing; `stack` removes the copies of what is applied."""
        self._env = env
        self._stack = stack
        self._emulators = ExitStack()
        self._servers: dict[tuple[Name, bool], Running] = {}
        self._coming: dict[str, Future[Shown]] = {}
        self._going: dict[str, Future[Gone]] = {}
        self._pool = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="terraform")

    def expect(self, keys: Iterable[str]) -> None:
        """Begin to apply these, in the order of the list of applications, but for those that are on their way."""
        wanted = set(keys)
        for key, application in APPLICATIONS.items():
            if key in wanted and key not in self._coming:
                server = self.server(application.emulator, auth=application.auth)
                self._coming[key] = self._pool.submit(self._apply, application, server)

    def shown(self, key: str) -> Shown:
        """Give an application as it was applied, waiting for it."""
        self.expect([key])
        return self._coming[key].result()

    def retire(self, key: str) -> None:
        """Begin to destroy an application that nobody asks for any more."""
        if key in self._coming and key not in self._going:
            self._going[key] = self._pool.submit(self._destroy, self._coming[key])

    def gone(self, key: str) -> Gone:
        """Give what was left of an application that was applied, waiting for its end."""
        self.shown(key)
        self.retire(key)
        return self._going[key].result()

    def server(self, name: Name, *, auth: bool = False) -> Running:
        """Give an emulator, started where it has not been; call it from the thread that ends the session."""
        if (name, auth) not in self._servers:
            self._servers[name, auth] = self._emulators.enter_context(running(name, auth=auth))
        return self._servers[name, auth]

    def applied(self) -> list[str]:
        """Give the applications that have been applied, with or without gaps."""
        return [
            key
            for key, coming in self._coming.items()
            if coming.done() and not coming.cancelled() and coming.exception() is None
        ]

    def servers(self) -> list[Running]:
        """Give the emulators that were started."""
        return list(self._servers.values())

    def close(self) -> None:
        """Stop the emulators, so that what is still on its way to them fails soon, and wait for it."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._emulators.close()
        self._pool.shutdown(wait=True)

    def _apply(self, application: Application, server: Running) -> Shown:
        kind = "examples" if application.is_example else "tests/emulators/fixtures"
        folder = self._stack.enter_context(scratch_copy(REPOSITORY / kind / application.name))
        deployed = prepared(folder, server, self._env, application.variables)
        deployed.apply()
        second = deployed.changes()
        changed = [change for change in deployed.changes(**application.change) if change not in second]
        return Shown(
            application,
            deployed,
            tuple(deployed.failures),
            frozenset(address for address in deployed.addresses() if ".data." not in f".{address}"),
            tuple(second),
            tuple(changed),
        )

    @staticmethod
    def _destroy(coming: Future[Shown]) -> Gone:
        deployed = coming.result().deployed
        stuck = deployed.destroy()
        for failure in stuck:
            deployed.forget(failure.address)
        if stuck:
            stuck += deployed.destroy()
        return Gone(tuple(stuck), tuple(deployed.addresses()))


def inventory(server: Running) -> dict[str, list[str]]:
    """Give what the emulator holds, by the call that lists it; what an emulator is born with is left out."""
    found = {}
    for service, call, key in LEFT_BEHIND:
        answer = getattr(server.client(service), call)(**_ARGUMENTS.get(call, {}))
        found[call] = sorted(str(thing) for thing in answer.get(key, []))
    return {call: things for call, things in found.items() if things}
