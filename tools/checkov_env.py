"""checkov in a virtual environment of its own, run as a command: it never shares ours, since it pins boto3.

    judge(folder, checks=["CKV_AWS_76"])                          built-in checks on the plans below a folder
    judge(folder, checks=ids, policies=REPOSITORY / "policies/checkov")
    built_in()                                                    what its built-in checks are about

The version is pinned, because the tests know by name what it says. It gets no network: nothing is downloaded, and a
proxy that does not exist stands before whatever it might ask for. It writes nothing but into a folder that is removed.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

REPOSITORY = Path(__file__).resolve().parent.parent
CACHE = REPOSITORY / ".cache"
REQUIREMENT = "checkov==3.3.30"
INSTALL_SECONDS = 1200
RUN_SECONDS = 600

# checkov's log cuts the names of its levels to five letters.
_COMPLAINT = re.compile(r"\[(WARNI|ERROR|CRITI)")

Framework = Literal["terraform", "terraform_plan"]


class CheckovError(Exception):
    """checkov cannot be installed, or did not do what it was asked; the text says why."""


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """What one check says of one resource."""

    check: str
    file: str  # relative to the folder that was judged
    resource: str
    failed: bool


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A built-in check of Terraform resources."""

    id: str
    name: str
    resource_types: frozenset[str]
    needs_sources: bool  # about a lifecycle, which is not in a plan: checkov leaves it out there


def installed() -> Path:
    """Give the `bin` folder of checkov's environment, making the environment where it is missing or of another pin.

    Raises CheckovError where that fails.
    """
    home = CACHE / "checkov"
    stamp = home / ".ready"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "checkov.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != REQUIREMENT:
            shutil.rmtree(home, ignore_errors=True)
            _install([sys.executable, "-m", "venv", str(home)])
            _install([str(home / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", REQUIREMENT])
            stamp.write_text(REQUIREMENT, encoding="utf-8")
    return home / "bin"


def judge(
    folder: Path,
    *,
    checks: Collection[str],
    policies: Path | None = None,
    framework: Framework = "terraform_plan",
    mark_unknown: bool = False,
) -> list[Outcome]:
    """Run checks on everything below a folder, once, and give what they say, sorted.

    With `mark_unknown` a value that is known only after apply is there for checkov, without its content; it is missing
    otherwise. Raises CheckovError where checkov fails, or cannot read a file.
    """
    arguments = ["--directory", str(folder), "--framework", framework, "--check", ",".join(sorted(checks))]
    arguments += ["--skip-download", "--compact", "--output", "json"]
    if policies is not None:
        arguments += ["--external-checks-dir", str(policies)]
    done = _run([str(installed() / "checkov"), *arguments], EVAL_TF_PLAN_AFTER_UNKNOWN="true" if mark_unknown else "")
    # 1 is what it ends with where a check failed. A policy that it cannot read, or a check that breaks, is only logged.
    if done.returncode not in (0, 1) or _COMPLAINT.search(done.stderr):
        raise CheckovError(f"checkov ended with {done.returncode}:\n{done.stderr.strip()[-4000:]}")
    report = json.loads(done.stdout)
    if "results" not in report:
        raise CheckovError(f"checkov found nothing to judge in {folder}")
    unread = report["results"]["parsing_errors"]
    if unread:
        raise CheckovError(f"checkov cannot read {', '.join(unread)}")
    return sorted(
        Outcome(entry["check_id"], entry["file_path"].lstrip("/"), entry["resource"], key == "failed_checks")
        for key in ("passed_checks", "failed_checks")
        for entry in report["results"][key]
    )


def built_in() -> list[BuiltIn]:
    """Give checkov's own checks of Terraform resources, from its registries."""
    # -I: the modules beside the script are ours, and none of checkov's.
    script = Path(__file__).with_name("checkov_registry.py")
    done = _run([str(installed() / "python"), "-I", str(script)])
    if done.returncode != 0:
        raise CheckovError(f"cannot list the checks of checkov:\n{done.stderr.strip()[-2000:]}")
    return [
        BuiltIn(one["id"], one["name"], frozenset(one["resource_types"]), one["needs_sources"])
        for one in json.loads(done.stdout)
    ]


def _run(command: list[str], **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command of checkov's environment where it can reach nothing and leave nothing behind."""
    nowhere = "http://127.0.0.1:9"
    with tempfile.TemporaryDirectory(prefix="checkov-") as private:
        env: dict[str, Any] = {
            "BC_SKIP_MAPPING": "TRUE",
            "CKV_SKIP_PACKAGE_UPDATE_CHECK": "TRUE",
            "HOME": private,
            "HTTP_PROXY": nowhere,
            "HTTPS_PROXY": nowhere,
            "LANG": "C.UTF-8",
            "LOG_LEVEL": "WARNING",
            "PATH": os.environ.get("PATH", os.defpath),
            "TMPDIR": private,
            **{name: value for name, value in settings.items() if value},
        }
        try:
            return subprocess.run(
                command, cwd=private, env=env, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise CheckovError(f"checkov took more than {RUN_SECONDS} s") from None


def _install(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise CheckovError(f"cannot install checkov: {command[0]} took more than {INSTALL_SECONDS} s") from None
    if done.returncode != 0:
        raise CheckovError(f"cannot install checkov: {' '.join(command)}:\n{done.stderr.strip()[-2000:]}")
