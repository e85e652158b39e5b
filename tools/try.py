"""Apply examples/rest-crud to an emulator on this machine, send it a dozen requests, and clean up. No AWS account.

    make try        (or: python tools/try.py)

Ctrl-C ends it at any time, and cleans up all the same.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from applied import Deployed, Failure, applied
from emulators import EmulatorError, Running, installed, running
from requests_to import Answer, SignInError, Tally, access_token, send, signed_up
from terraform_env import REPOSITORY, TerraformError, missing_terraform, terraform_environment

ORIGIN = "https://app.example.com"
STAGE = "prod"
WIDTH = 52

# What ministack does not model; the requests below do without.
UNKNOWN_TO_THE_EMULATOR = {
    "aws_api_gateway_api_key",  # insists on a value
    "aws_api_gateway_method_settings",  # sets them, then gives them back under another name
    "aws_wafv2_web_acl_logging_configuration",
}


class Visitor:
    """Sends requests to the API and prints each with its answer."""

    def __init__(self, deployed: Deployed) -> None:
        self._server: Running = deployed.server
        self._api_id = str(deployed.outputs["api_id"])
        self._client_id = str(deployed.outputs["client_id"])
        self._pool_id = str(deployed.outputs["user_pool_id"])
        self.sent = Tally()

    def token(self, name: str, group: str) -> str:
        """Make a user, and sign in as one."""
        member = signed_up(self._server, self._pool_id, name, [group])
        return access_token(self._server, self._client_id, member, f"{ORIGIN}/callback", ["users/read", "users/write"])

    def send(
        self, method: str, path: str, body: object | None = None, token: str | None = None, **headers: str
    ) -> Answer:
        """Send one request, and print nothing."""
        self.sent.one_more()
        given = {"Origin": ORIGIN, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if token:
            given["Authorization"] = f"Bearer {token}"
        return send(method, self._server.invoke_url(self._api_id, STAGE, path), body, given)

    def show(
        self, what: str, method: str, path: str, body: object | None = None, token: str | None = None, **headers: str
    ) -> Answer:
        """Send one request and print it with its answer."""
        answer = self.send(method, path, body, token, **headers)
        print(f"{method:7} {shortened(path):24} {what:{WIDTH}} {answer.status}  {answer.body[:60]}", flush=True)
        return answer


def shortened(path: str) -> str:
    """Give a path that fits its column."""
    return path if len(path) <= 24 else f"{path[:21]}..."


def visit(visitor: Visitor, outputs: dict[str, object], server: Running) -> None:
    """Send the requests."""
    ada = visitor.token("ada@example.com", "administrators")
    bob = visitor.token("bob@example.com", "partner:acme")
    user = {"email": "eve@example.com", "name": "Eve"}
    visitor.show("no token", "GET", "/users")
    visitor.show("preflight of the allowed origin", "OPTIONS", "/users", Access_Control_Request_Method="POST")
    visitor.show("a member creates a user", "POST", "/users", user, ada)
    made = visitor.show("another", "POST", "/users", {**user, "partner": "acme"}, ada)
    path = f"/users/{made.json().get('id', '')}"
    visitor.show("a body against the schema: no name", "POST", "/users", {"email": "eve@example.com"}, ada)
    visitor.show("a page of users", "GET", "/users?limit=1", token=ada)
    visitor.show("an update without If-Match", "PUT", path, user, ada)
    visitor.show("an update of version 1", "PUT", path, {**user, "name": "Eva"}, ada, If_Match='"1"')
    visitor.show("an update of version 1, which is past", "PUT", path, user, ada, If_Match='"1"')
    visitor.show("a partner without its API key", "GET", "/partners/acme/users", token=bob)
    visitor.show("a partner, no administrator, deletes", "DELETE", path, token=bob)
    visitor.show("an administrator deletes", "DELETE", path, token=ada)
    visitor.show("it is gone", "GET", path, token=ada)
    count = server.client("dynamodb").scan(TableName=outputs["table_name"], Select="COUNT")["Count"]
    print(f"{'':32} {'items in the DynamoDB table':{WIDTH}} {count}")
    with ThreadPoolExecutor(16) as pool:
        burst = [pool.submit(visitor.send, "POST", "/users", {}, ada) for _ in range(60)]
        answers = Counter(future.result().status for future in burst)
    shown = ", ".join(f"{number} times {status}" for status, number in sorted(answers.items()))
    print(f"POST    /users                   {'60 at once, above the burst of 20':{WIDTH}} {shown}")


def unexpected(failures: list[Failure]) -> list[Failure]:
    """Give what failed to apply and is no gap of the emulator."""
    return [failure for failure in failures if failure.resource_type not in UNKNOWN_TO_THE_EMULATOR]


def attempt() -> int:
    """Apply, visit, destroy; the exit status."""
    started = time.monotonic()
    print("Installing the emulator, the first time only ...", flush=True)
    installed("ministack")
    with terraform_environment() as env, running("ministack") as server:
        print(f"ministack runs at {server.endpoint}; applying examples/rest-crud ...", flush=True)
        with applied(REPOSITORY / "examples/rest-crud", server, env, {"cache_enabled": "false"}) as deployed:
            for failure in unexpected(deployed.failures):
                print(f"{failure.address}: {failure.message}", file=sys.stderr)
            if unexpected(deployed.failures):
                return 1
            print(f"{len(deployed.addresses())} resources after {time.monotonic() - started:.0f} s\n", flush=True)
            visitor = Visitor(deployed)
            visit(visitor, deployed.outputs, server)
            print("\nDestroying ...", flush=True)
            failures = deployed.destroy()
            left = deployed.addresses()
    for failure in failures:
        print(f"{failure.address}: {failure.message}", file=sys.stderr)
    print(f"{visitor.sent.number} requests sent, {len(left)} resources left, {time.monotonic() - started:.0f} s")
    return 1 if failures or left else 0


def main() -> int:
    """Try, and say in one line why it cannot be tried."""
    missing = missing_terraform()
    if missing:
        print(f"cannot try: {missing}", file=sys.stderr)
        return 1
    try:
        return attempt()
    except (EmulatorError, SignInError, TerraformError) as error:
        print(f"cannot try: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ninterrupted; everything that was started is stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
