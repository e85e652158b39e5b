"""An example, applied to an emulator for as long as a block runs, and destroyed after.

    with terraform_environment() as env, running("ministack") as server, applied(example, server, env) as deployed:
        deployed.outputs["api_id"]
        deployed.changes()                    what a second plan would change: nothing, where the emulator remembers all
        deployed.destroy()                    done by the end of the block where it has not been done before

The example and the modules that it calls are copied, so the repository stays as it is. What fails is given as it was
found, by resource, instead of raised: which failures an emulator is known for is the caller's to know.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from emulators import Running
from plans import initialise, scratch_copy
from terraform_env import TerraformError

APPLY_SECONDS = 900
DESTROY_SECONDS = 600
PLAN_SECONDS = 600

# The provider asks 25 times by itself, whatever AWS_MAX_ATTEMPTS says, so that a call that an emulator does not
# implement would hold terraform up for minutes. Terraform merges this into the copy's own provider block.
_OVERRIDE = """\
provider "aws" {
  max_retries = 2
}
"""

_INDEX = re.compile(r"\[(?:\"[^\"]*\"|\d+)\]")


@dataclass(frozen=True, slots=True)
class Failure:
    """A resource that terraform could not apply or destroy, or a message that names none."""

    address: str
    message: str

    @property
    def resource_type(self) -> str:
        """The type in the address; empty where the message names no resource."""
        return resource_type(self.address)


@dataclass(frozen=True, slots=True)
class Change:
    """What a plan would do to a resource, and the arguments in which before and after differ."""

    address: str
    resource_type: str
    actions: tuple[str, ...]
    arguments: tuple[str, ...]


@dataclass
class Deployed:
    """An example that has been applied, whole or as far as the emulator let it."""

    folder: Path
    server: Running
    env: Mapping[str, str]
    variables: Mapping[str, str]
    outputs: dict[str, Any] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    destroyed: bool = False

    def apply(self) -> None:
        """Apply; what failed is in `failures`, what the example puts out in `outputs`."""
        self.failures = self._change("apply", APPLY_SECONDS)
        shown = self._terraform("output", PLAN_SECONDS, "output", "-json", "-no-color")
        self.outputs = {name: output["value"] for name, output in json.loads(shown.stdout or "{}").items()}

    def changes(self, **variables: str) -> list[Change]:
        """Give what a plan would change now, with variables of one's own: the resources, and what differs in them.

        Raises TerraformError where it cannot be planned.
        """
        arguments = self._arguments({**self.variables, **variables})
        done = self._terraform(
            "plan", PLAN_SECONDS, "plan", "-detailed-exitcode", "-lock=false", "-no-color", "-out=next.out", *arguments
        )
        if done.returncode == 0:
            return []
        if done.returncode != 2:
            raise TerraformError(f"{self.folder.name} cannot be planned:\n{done.stderr.strip()}")
        shown = self._terraform("show", PLAN_SECONDS, "show", "-json", "next.out")
        return [_change_of(entry) for entry in json.loads(shown.stdout)["resource_changes"] if _is_change(entry)]

    def addresses(self) -> list[str]:
        """Give what the state holds."""
        return self._terraform("state", PLAN_SECONDS, "state", "list").stdout.splitlines()

    def destroy(self) -> list[Failure]:
        """Destroy; what could not be destroyed."""
        self.destroyed = True
        return self._change("destroy", DESTROY_SECONDS)

    def forget(self, address: str) -> None:
        """Take a resource out of the state, because the emulator cannot remove it."""
        self._terraform("state", PLAN_SECONDS, "state", "rm", "-lock=false", address)

    def _change(self, command: str, seconds: float) -> list[Failure]:
        done = self._terraform(
            command, seconds, command, "-json", "-auto-approve", "-parallelism=20", *self._arguments(self.variables)
        )
        failures = _failures(done.stdout)
        if done.returncode != 0 and not failures:
            failures = [Failure("", done.stderr.strip() or f"terraform {command} ended with {done.returncode}")]
        return failures

    @staticmethod
    def _arguments(variables: Mapping[str, str]) -> list[str]:
        return [f"-var={name}={value}" for name, value in sorted(variables.items())]

    def _terraform(self, what: str, seconds: float, *arguments: str) -> subprocess.CompletedProcess[str]:
        started = time.monotonic()
        try:
            return bounded(["terraform", *arguments], self.folder, self.env, seconds)
        finally:
            self.seconds[what] = self.seconds.get(what, 0.0) + time.monotonic() - started


@contextmanager
def applied(
    example: Path, server: Running, env: Mapping[str, str], variables: Mapping[str, str] | None = None
) -> Iterator[Deployed]:
    """Copy an example, apply it to an emulator, and destroy it when the block ends, whatever ended it."""
    with scratch_copy(example) as folder:
        deployed = prepared(folder, server, env, variables)
        try:
            deployed.apply()
            yield deployed
        finally:
            if not deployed.destroyed:
                deployed.destroy()


def prepared(
    folder: Path, server: Running, env: Mapping[str, str], variables: Mapping[str, str] | None = None
) -> Deployed:
    """Initialise the copy of an example that is in a folder; nothing is applied."""
    (folder / "emulator_override.tf").write_text(_OVERRIDE, encoding="utf-8")
    deployed = Deployed(folder, server, {**env, **server.environment()}, dict(variables or {}))
    initialise(folder, deployed.env)
    return deployed


def bounded(
    command: list[str], folder: Path, env: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str]:
    """Run a command in a session of its own for so long and no longer, and end it gently before it is ended hard.

    Raises TerraformError where the time is up. Ctrl-C does not reach the command by itself: it is interrupted once, and
    waited for, so that terraform writes down what it made.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(timeout=seconds)
    except BaseException as error:
        out = _end(process)
        if isinstance(error, subprocess.TimeoutExpired):
            last = "\n".join(_messages(out)[-8:])
            raise TerraformError(f"{' '.join(command[:2])} took more than {seconds:.0f} s:\n{last}") from None
        raise
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def resource_type(address: str) -> str:
    """The type of the resource of an address, wherever in modules it is; empty for an empty address."""
    parts = _INDEX.sub("", address).split(".")
    return parts[-2] if len(parts) > 1 else ""


def _end(process: subprocess.Popen[str]) -> str:
    """Interrupt, wait, kill; what the process had printed."""
    for number, seconds in ((signal.SIGINT, 20), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            return process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            continue
    return ""


def _messages(output: str) -> list[str]:
    found = []
    for line in output.splitlines():
        try:
            found.append(str(json.loads(line)["@message"]))
        except (ValueError, KeyError, TypeError):
            found.append(line)
    return found


def _failures(output: str) -> list[Failure]:
    """Give the resources that terraform's JSON output reports as failed, and the errors that belong to none.

    The error of a resource that could not be destroyed does not name it; only the event before it does.
    """
    addresses: list[str] = []
    messages: dict[str, list[str]] = {}
    for line in output.splitlines():
        try:
            event = json.loads(line)
        except ValueError:
            continue
        diagnostic = event.get("diagnostic", {})
        if event.get("type") == "apply_errored":
            addresses.append(event["hook"]["resource"]["addr"])
        elif event.get("type") == "diagnostic" and diagnostic.get("severity") == "error":
            text = f"{diagnostic.get('summary', '')}: {diagnostic.get('detail', '')}".strip(": ")
            messages.setdefault(diagnostic.get("address", ""), []).append(text)
    unnamed = messages.pop("", [])
    silent = [address for address in dict.fromkeys(addresses) if address not in messages]
    failures = [Failure(address, "\n".join(texts)) for address, texts in messages.items()]
    if silent:
        return failures + [Failure(address, "\n".join(unnamed)) for address in silent]
    return failures + [Failure("", text) for text in unnamed]


def _is_change(entry: Mapping[str, Any]) -> bool:
    return bool(entry["mode"] == "managed" and entry["change"]["actions"] != ["no-op"])


def _change_of(entry: Mapping[str, Any]) -> Change:
    change = entry["change"]
    before, after = change["before"] or {}, change["after"] or {}
    unknown = {name for name, value in change.get("after_unknown", {}).items() if value is True}
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)} | unknown
    arguments = sorted(names) if change["actions"] in (["update"], ["delete", "create"], ["create", "delete"]) else []
    return Change(entry["address"], entry["type"], tuple(change["actions"]), tuple(arguments))
