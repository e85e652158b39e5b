"""Callers that IAM knows: requests signed as the service wants them (Signature Version 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from emulators import Running
from requests_to import Answer, send
from terraform_env import REGION


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with an access key."""

    key_id: str
    secret: str
    user_name: str = ""

    def send(self, method: str, url: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a signed request to an API."""
        given = {"Content-Type": "application/json", **(headers or {})}
        request = AWSRequest(method, url, data=body, headers=given)
        SigV4Auth(Credentials(self.key_id, self.secret), "execute-api", REGION).add_auth(request)
        return send(method, url, body, dict(request.headers.items()))

    def leave(self, server: Running) -> None:
        """Take the key away again: a user that has one cannot be removed."""
        server.client("iam").delete_access_key(UserName=self.user_name, AccessKeyId=self.key_id)


def caller(server: Running, user_name: str) -> Caller:
    """Give an IAM user of the emulator a key."""
    iam: Any = server.client("iam")
    key = iam.create_access_key(UserName=user_name)["AccessKey"]
    return Caller(key["AccessKeyId"], key["SecretAccessKey"], user_name)


# The emulators' own caller, who may do everything.
ROOT = Caller("test", "test")
