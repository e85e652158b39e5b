"""AWS emulators on loopback, each in a virtual environment of its own, for as long as a block runs.

    with running("ministack") as server:
        server.endpoint                       for AWS_ENDPOINT_URL
        server.client("dynamodb")             a boto3 client of it
        server.invoke_url(api, stage, path)   where a request to an API goes

`moto` is a control plane. `ministack` also answers requests to APIs, by running the functions behind them on this
machine: apply nothing to it that you would not run. Both are pinned, because the tests know their gaps by name, and
both stay out of the project's own environment, because one pins botocore.

A function that fetches the keys of a Cognito issuer asks for `https://cognito-idp...`, which `aws_https.py` answers
from the emulator. Whatever else a function asks for over HTTPS is refused, so no request leaves this machine.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

sys.path.insert(0, str(Path(__file__).resolve().parent))

from aws_https import aws_https
from terraform_env import ACCOUNT_ID, REGION, REPOSITORY

Name = Literal["moto", "ministack"]

CACHE = REPOSITORY / ".cache" / "emulators"
INSTALL_SECONDS = 1200
READY_SECONDS = 180
STOP_SECONDS = 10

# What ministack runs functions with is its own environment, so boto3 is there as it is in Lambda's runtime.
REQUIREMENTS: dict[Name, tuple[str, ...]] = {
    "moto": ("moto[server]>=5.2,<5.3",),
    "ministack": ("ministack==1.5.33", "cryptography", "boto3"),
}


class EmulatorError(Exception):
    """An emulator cannot be installed or does not start; the text says why."""


@dataclass(frozen=True, slots=True)
class Running:
    """An emulator that answers."""

    name: Name
    port: int
    log: Path

    @property
    def endpoint(self) -> str:
        """What AWS_ENDPOINT_URL has to be."""
        return f"http://127.0.0.1:{self.port}"

    def invoke_url(self, api_id: str, stage: str, path: str, scheme: str = "http") -> str:
        """Where a request to a stage of an API goes."""
        return f"{scheme}://127.0.0.1:{self.port}/_aws/execute-api/{api_id}/{stage}{path}"

    def environment(self) -> dict[str, str]:
        """What a process needs to reach this emulator instead of AWS."""
        return {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",  # a placeholder, nothing checks it
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ENDPOINT_URL_STS": self.endpoint,
            "AWS_MAX_ATTEMPTS": "2",  # an emulator's error stays one: asking again for minutes does not help
            "AWS_REGION": REGION,
        }

    def client(self, service: str) -> Any:
        """Give a boto3 client of this emulator."""
        import boto3  # here, because it is slow and not everybody asks

        return boto3.client(
            service,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            endpoint_url=self.endpoint,
            region_name=REGION,
        )


def installed(name: Name) -> Path:
    """Give the `bin` folder of an emulator's environment, making the environment where it is missing or of another pin.

    Raises EmulatorError where pip fails.
    """
    home = CACHE / name
    wanted = "\n".join(REQUIREMENTS[name])
    stamp = home / ".ready"
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
            shutil.rmtree(home, ignore_errors=True)
            _run([sys.executable, "-m", "venv", str(home)], name)
            pip = [str(home / "bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
            _run([*pip, *REQUIREMENTS[name]], name)
            stamp.write_text(wanted, encoding="utf-8")
    return home / "bin"


@contextmanager
def running(name: Name, *, auth: bool = False) -> Iterator[Running]:
    """Run an emulator and stop it, and every function that it started, when the block ends.

    With `auth`, ministack enforces IAM and resource policies. Raises EmulatorError where it does not get ready.
    """
    commands = installed(name)
    with ExitStack() as stack:
        private = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{name}-", ignore_cleanup_errors=True)))
        port = free_port()
        env = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "MINISTACK_"))}
        env |= {"TMPDIR": str(private), "PYTHONUNBUFFERED": "1"}
        if name == "moto":
            command = [str(commands / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
            env |= {"MOTO_IAM_LOAD_MANAGED_POLICIES": "true", "MOTO_ACCOUNT_ID": ACCOUNT_ID}
        else:
            command = [str(commands / "ministack")]
            env |= _ministack_environment(private, port, auth=auth)
            env |= stack.enter_context(aws_https(f"http://127.0.0.1:{port}", commands / "python", private))
        log = private / "emulator.log"
        process = stack.enter_context(_process(command, env, log))
        server = Running(name, port, log)
        _wait_until_ready(server, process)
        yield server


def free_port() -> int:
    """Give a port of loopback that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _ministack_environment(private: Path, port: int, *, auth: bool) -> dict[str, str]:
    """What keeps ministack on loopback and its files in one folder."""
    return {
        "AUTH": "true" if auth else "false",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LAMBDA_EXECUTOR": "local",
        "MINISTACK_ACCOUNT_ID": ACCOUNT_ID,
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "S3_DATA_DIR": str(private / "s3"),
        "STATE_DIR": str(private / "state"),
    }


@contextmanager
def _process(command: list[str], env: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command in a session of its own, so that Ctrl-C leaves it to us, and end the whole session after."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield process
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, number)
            except ProcessLookupError:
                break
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue


def _wait_until_ready(server: Running, process: subprocess.Popen[bytes]) -> None:
    path = "/moto-api/" if server.name == "moto" else "/_ministack/health"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with opener.open(server.endpoint + path, timeout=2):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    tail = "\n".join(server.log.read_text(encoding="utf-8", errors="replace").splitlines()[-20:])
    ended = "" if process.returncode is None else f", it ended with {process.returncode}"
    raise EmulatorError(f"{server.name} does not answer at {server.endpoint}{ended}:\n{tail}")


def _run(command: list[str], name: Name) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise EmulatorError(f"cannot install {name}: {command[0]} took more than {INSTALL_SECONDS} s") from None
    if done.returncode != 0:
        raise EmulatorError(f"cannot install {name}: {' '.join(command)}:\n{done.stderr.strip()[-2000:]}")
