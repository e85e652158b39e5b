"""Make the state.json that a committed plan changes: apply FOLDER/before to an emulator and keep the state.

    python tools/prior_state.py FOLDER ...

`before/` holds the configuration as it was before the change that FOLDER plans, whole. It is applied in a scratch copy
to a moto server on loopback (`pip install 'moto[server]'`; MOTO_SERVER names the command where it is not on the PATH),
and the state that terraform wrote becomes FOLDER/state.json. Then `python tools/plans.py FOLDER`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plans import STATE, initialise, scratch_copy
from terraform_env import REPOSITORY, TerraformError, run_terraform, terraform_environment


def write_prior_state(folder: Path) -> None:
    """Apply `folder`/before and write `folder`/state.json.

    Raises TerraformError where there is no emulator or terraform fails.
    """
    with terraform_environment() as env, _emulator() as endpoint, scratch_copy(folder) as copy:
        scratch = copy / "before"
        initialise(scratch, env)
        applied = {**env, "AWS_ENDPOINT_URL": endpoint, "AWS_ENDPOINT_URL_STS": endpoint, "AWS_MAX_ATTEMPTS": "2"}
        run_terraform(scratch, "apply", "-auto-approve", "-input=false", "-no-color", env=applied)
        text = (scratch / "terraform.tfstate").read_text(encoding="utf-8")
        if str(scratch) in text or str(REPOSITORY) in text:
            raise TerraformError(f"{folder}: the state names a path of this machine")
        (folder / STATE).write_text(text, encoding="utf-8")


@contextmanager
def _emulator() -> Iterator[str]:
    """Run a moto server and give its address."""
    command = os.environ.get("MOTO_SERVER") or shutil.which("moto_server")
    if command is None:
        raise TerraformError("no moto_server: pip install 'moto[server]', or name the command in MOTO_SERVER")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [command, "-H", "127.0.0.1", "-p", str(port)],
        env={**os.environ, "MOTO_IAM_LOAD_MANAGED_POLICIES": "true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    yield f"http://127.0.0.1:{port}"
                    return
            time.sleep(0.2)
        raise TerraformError(f"{command} does not answer on port {port}")
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    """Make the state of every folder named; 1 where one could not be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    for folder in parser.parse_args().folders:
        try:
            write_prior_state(folder.resolve())
        except TerraformError as error:
            print(error, file=sys.stderr)
            return 1
        print(f"{folder / STATE}: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
