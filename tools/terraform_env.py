"""An environment in which Terraform plans without an AWS account, and without a network where a mirror is at hand.

    with terraform_environment() as env:
        run_terraform(folder, "init", env=env)
        run_terraform(folder, "plan", "-out=plan.out", env=env)

The provider asks STS who it is before it plans anything. Examples stay what a user writes, a bare `provider "aws" {}`,
so the answer comes from a stub on loopback instead of from `skip_*` arguments in their sources: it says that this is
account 123456789012, to whoever asks, and knows nothing else.

Providers come from a filesystem mirror where this machine has one (TERRAFORM_MIRROR, or one of the usual places), else
from the registry through a plugin cache under `.cache/`. An existing TF_CLI_CONFIG_FILE is left to decide.
"""

from __future__ import annotations

import http.server
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ACCOUNT_ID = "123456789012"
REGION = "eu-central-1"

REPOSITORY = Path(__file__).resolve().parent.parent
CACHE = REPOSITORY / ".cache" / "terraform"

_AWS_PROVIDER = Path("registry.terraform.io/hashicorp/aws")

_CALLER_IDENTITY = f"""\
<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::{ACCOUNT_ID}:user/plan</Arn>
    <UserId>AIDAEXAMPLEEXAMPLE000</UserId>
    <Account>{ACCOUNT_ID}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>
""".encode()

# What would make a plan depend on who makes it.
_PERSONAL = re.compile(r"^(AWS_|TF_VAR_|TF_CLI_ARGS|TF_DATA_DIR$|TF_LOG|TF_WORKSPACE$)")
_KEPT = frozenset({"AWS_CA_BUNDLE"})


class TerraformError(Exception):
    """A terraform command failed; the text holds the command and what it printed."""


class _CallerIdentityHandler(http.server.BaseHTTPRequestHandler):
    """Answers every POST as STS answers GetCallerIdentity."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(_CALLER_IDENTITY)))
        self.end_headers()
        self.wfile.write(_CALLER_IDENTITY)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is the base class's)
        """Say nothing."""


def missing_terraform() -> str | None:
    """Why terraform cannot be run on this machine, or None where it can."""
    return None if shutil.which("terraform") else "the terraform command is not on the PATH"


def provider_mirror() -> Path | None:
    """The filesystem mirror of this machine that holds the AWS provider, or None where there is none."""
    named = os.environ.get("TERRAFORM_MIRROR")
    if named:
        return Path(named)
    places = [
        Path.home() / ".terraform.d/plugins",
        Path("/usr/local/share/terraform/plugins"),
        Path("/usr/share/terraform/plugins"),
        *sorted(Path("/opt").glob("*")),
    ]
    return next((place for place in places if (place / _AWS_PROVIDER).is_dir()), None)


@contextmanager
def terraform_environment() -> Iterator[dict[str, str]]:
    """Give the variables of a process that runs terraform; the STS stub answers until the block ends."""
    with tempfile.TemporaryDirectory(prefix="terraform-env-") as private, _caller_identity_stub() as sts:
        env = {name: value for name, value in os.environ.items() if name in _KEPT or not _PERSONAL.match(name)}
        nothing = Path(private) / "nothing"
        nothing.touch()
        env |= {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",  # a placeholder, nothing accepts it
            "AWS_CONFIG_FILE": str(nothing),
            "AWS_SHARED_CREDENTIALS_FILE": str(nothing),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL_STS": sts,
            "CHECKPOINT_DISABLE": "1",
            "NO_COLOR": "1",
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
        }
        env |= _provider_source(Path(private), env.get("TF_CLI_CONFIG_FILE"))
        yield env


def run_terraform(
    folder: Path, *args: str, env: Mapping[str, str] | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Run terraform in `folder` and return what it printed; without `env`, in an environment of its own.

    Raises TerraformError where the command fails and `check` is set.
    """
    if env is None:
        with terraform_environment() as own:
            return run_terraform(folder, *args, env=own, check=check)
    command = ["terraform", *args]
    done = subprocess.run(command, cwd=folder, env=dict(env), capture_output=True, text=True, check=False)
    if check and done.returncode != 0:
        raise TerraformError(f"{' '.join(command)} failed in {folder}:\n{done.stderr.strip() or done.stdout.strip()}")
    return done


@contextmanager
def _caller_identity_stub() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _CallerIdentityHandler)
    thread = threading.Thread(target=server.serve_forever, name="sts-stub", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _provider_source(private: Path, configured: str | None) -> dict[str, str]:
    """Where terraform takes providers from; a TF_CLI_CONFIG_FILE that names no file is as good as none."""
    if configured and Path(configured).is_file():
        return {}
    config = private / "terraform.tfrc"
    mirror = provider_mirror()
    if mirror is None:
        plugins = CACHE / "plugins"
        plugins.mkdir(parents=True, exist_ok=True)
        config.write_text("disable_checkpoint = true\n", encoding="utf-8")
        return {
            "TF_CLI_CONFIG_FILE": str(config),
            "TF_PLUGIN_CACHE_DIR": str(plugins),
            "TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE": "1",  # there is none to break in a scratch copy
        }
    config.write_text(
        "disable_checkpoint = true\n"
        "provider_installation {\n"
        "  filesystem_mirror {\n"
        f'    path    = "{mirror.as_posix()}"\n'
        '    include = ["registry.terraform.io/*/*"]\n'
        "  }\n"
        "}\n",
        encoding="utf-8",
    )
    return {"TF_CLI_CONFIG_FILE": str(config)}
