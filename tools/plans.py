"""Make the committed plan.json of every folder that has one: with terraform, never by hand.

    python tools/plans.py                    the folders whose inputs changed since their plan was made
    python tools/plans.py FOLDER ...         these
    python tools/plans.py --all              every one
    python tools/plans.py --check            none: list those whose inputs changed, exit 1 if there are any

A folder is one with a `main.tf` under `examples/`, `policies/example/cases/<name>/`, `tests/bench/`, `tests/demo/`,
`tests/rules/<slug>/`, `tests/trees/<name>/` (and `tests/trees/<name>/envs/`) or, at any depth, `tests/frontends/`, but
for the modules that the latter call. Its plan is made in a scratch copy, beside the modules that it calls, so the
folder is left without `.terraform` and lock file and no path of this machine gets into the plan. What terraform prints
is kept byte for byte, but for what would make every plan differ from the last: its time is left out, and the relevant
attributes, which terraform lists in no order, are sorted.

A plan that changes what is there already
    A folder may hold `state.json`, a Terraform state that stands for what was applied before. The plan is then made
    against it with `-refresh=false`, so that updates, replacements, deletions and moves are real plans too, although
    there is no AWS to apply to. `tools/prior_state.py` makes a `state.json` by applying the folder's `before/`, the
    configuration as it was, to an emulator. (The name is not terraform's own, which .gitignore keeps out.)

What a plan was made of is remembered as a digest in `tools/plans.sha256`, so that a stale plan is noticed without
running terraform.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from terraform_env import CACHE, REPOSITORY, TerraformError, missing_terraform, run_terraform, terraform_environment

DIGESTS = Path(__file__).with_suffix(".sha256")
PLAN = "plan.json"
STATE = "state.json"

_IGNORED_NAMES = frozenset(
    {
        ".mypy_cache",
        ".pytest_cache",
        ".terraform",
        ".terraform.lock.hcl",
        "__pycache__",
        "build",
        "plan.out",
        PLAN,
        "expected.json",
    }
)
_IGNORED_SUFFIXES = (".md", ".pyc", ".tfstate", ".tftest.hcl")
_LOCAL_SOURCE = re.compile(r'^\s*source\s*=\s*"(\.\.?/[^"]*)"', re.MULTILINE)
_RELEVANT = '"relevant_attributes":'
_TIMESTAMP = re.compile(r',"timestamp":"[^"]*"(?=[^{}]*\}\s*$)')


def plan_folders() -> list[Path]:
    """Every folder of the repository whose plan is committed."""
    patterns = (
        "examples/*/main.tf",
        "policies/example/cases/*/*/main.tf",
        "tests/bench/*/main.tf",
        "tests/demo/*/main.tf",
        "tests/rules/*/*/main.tf",
        "tests/frontends/**/main.tf",
        "tests/trees/*/main.tf",
        "tests/trees/*/envs/*/main.tf",
    )
    found = {path.parent for pattern in patterns for path in REPOSITORY.glob(pattern)}
    roots = [folder for folder in found if not _IGNORED_NAMES & set(folder.relative_to(REPOSITORY).parts)]
    fixtures = REPOSITORY / "tests" / "frontends"
    called = {module for folder in roots for module in module_folders(folder) if fixtures in module.parents}
    return sorted(folder for folder in roots if folder not in called)


def module_folders(folder: Path) -> list[Path]:
    """The local modules that `folder` calls, directly and through one another."""
    found: set[Path] = set()
    waiting = [folder, folder / "before"]
    while waiting:
        caller = waiting.pop()
        for source in caller.glob("*.tf"):
            for path in _LOCAL_SOURCE.findall(source.read_text(encoding="utf-8")):
                module = Path(os.path.normpath(caller / path))
                if module.is_dir() and module not in found:
                    found.add(module)
                    waiting.append(module)
    return sorted(found)


def digest(folder: Path) -> str:
    """The SHA-256 of everything that the plan of `folder` is made of: names and contents, its modules' too."""
    total = hashlib.sha256()
    for part in [folder, *module_folders(folder)]:
        for path in sorted(part.rglob("*")):
            inside = path.relative_to(part)
            if part != folder and inside.parts[0] == "tests":
                continue
            if path.is_file() and not _IGNORED_NAMES & set(inside.parts) and not path.name.endswith(_IGNORED_SUFFIXES):
                total.update(f"{path.relative_to(REPOSITORY).as_posix()}\0{path.stat().st_size}\0".encode())
                total.update(path.read_bytes())
    return total.hexdigest()


def stale_folders() -> list[Path]:
    """The folders without a plan, or with one that was made of something else."""
    known = _read_digests()
    return [
        folder
        for folder in plan_folders()
        if not (folder / PLAN).is_file() or known.get(_name(folder)) != digest(folder)
    ]


def make_plan(folder: Path, env: Mapping[str, str]) -> tuple[str, str]:
    """The plan of `folder` as JSON, and the warnings that terraform printed while it made it.

    Raises TerraformError where terraform refuses, or where the plan names a path of this machine.
    """
    with scratch_copy(folder) as scratch:
        arguments = ["-input=false", "-lock=false", "-no-color", "-out=plan.out"]
        if (scratch / STATE).is_file():
            (scratch / STATE).rename(scratch / "terraform.tfstate")
            arguments.append("-refresh=false")
        planned = _plan(scratch, arguments, env)
        text = run_terraform(scratch, "show", "-json", "plan.out", env=env).stdout
        warnings = "\n".join(re.findall(r"^.*Warning: .*$", planned, re.MULTILINE))
        if str(scratch) in text or str(REPOSITORY) in text:
            raise TerraformError(f"{_name(folder)}: the plan names a path of this machine")
    return _stable(text), warnings


def _stable(text: str) -> str:
    """The plan without its time, and with its relevant attributes in an order: terraform lists them in none."""
    text = _TIMESTAMP.sub("", text).rstrip("\n") + "\n"
    start = text.rfind(_RELEVANT) + len(_RELEVANT)
    if start < len(_RELEVANT):
        return text
    attributes, end = json.JSONDecoder().raw_decode(text, start)
    ordered = sorted(json.dumps(attribute, separators=(",", ":")) for attribute in attributes)
    return f"{text[:start]}[{','.join(ordered)}]{text[end:]}"


@contextmanager
def scratch_copy(folder: Path) -> Iterator[Path]:
    """A copy of `folder` at the same place relative to the modules as in the repository."""
    with tempfile.TemporaryDirectory(prefix="plans-") as root:
        repository = Path(root).resolve() / "repository"
        for part in [folder, *module_folders(folder)]:
            shutil.copytree(
                part,
                repository / part.relative_to(REPOSITORY),
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns(*_IGNORED_NAMES, "*.tftest.hcl"),
            )
        yield repository / folder.relative_to(REPOSITORY)


def initialise(scratch: Path, env: Mapping[str, str]) -> None:
    """`terraform init`; a shared plugin cache takes one writer at a time."""
    with _lock("init"):
        run_terraform(scratch, "init", "-input=false", "-no-color", env=env)


def _plan(scratch: Path, arguments: list[str], env: Mapping[str, str]) -> str:
    """Initialise and plan; what the plan printed.

    A folder that calls no module needs nothing of init but the provider, which is linked from an init that was done
    once: init takes as long as a plan. Where that does not fit, terraform says so, and init is run after all.
    """
    sources = [path.read_text(encoding="utf-8") for path in scratch.glob("*.tf")]
    if not any(re.search(r'^\s*(module|backend)\s+"', source, re.MULTILINE) for source in sources):
        prepared = CACHE / "initialised"
        with _lock("initialised"):
            if not (prepared / ".terraform.lock.hcl").is_file():
                prepared.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(REPOSITORY / "versions.tf", prepared / "versions.tf")
                initialise(prepared, env)
        shutil.copytree(prepared / ".terraform", scratch / ".terraform", symlinks=True)
        shutil.copyfile(prepared / ".terraform.lock.hcl", scratch / ".terraform.lock.hcl")
        done = run_terraform(scratch, "plan", *arguments, env=env, check=False)
        if done.returncode == 0:
            return done.stdout + done.stderr
        if "terraform init" not in done.stdout + done.stderr:
            raise TerraformError(done.stderr.strip() or done.stdout.strip())
        shutil.rmtree(scratch / ".terraform")
        (scratch / ".terraform.lock.hcl").unlink()
    initialise(scratch, env)
    done = run_terraform(scratch, "plan", *arguments, env=env)
    return done.stdout + done.stderr


@contextmanager
def _lock(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _name(folder: Path) -> str:
    return folder.relative_to(REPOSITORY).as_posix()


def _read_digests() -> dict[str, str]:
    if not DIGESTS.is_file():
        return {}
    lines = DIGESTS.read_text(encoding="utf-8").splitlines()
    return {name: value for value, _, name in (line.partition("  ") for line in lines)}


def _remember(folder: Path, value: str) -> None:
    with _lock("digests"):
        digests = _read_digests() | {_name(folder): value}
        existing = {name for name in digests if (REPOSITORY / name / "main.tf").is_file()}
        DIGESTS.write_text("".join(f"{digests[name]}  {name}\n" for name in sorted(existing)), encoding="utf-8")


def _regenerate(folder: Path, env: Mapping[str, str]) -> str | None:
    """Write the plan of one folder and say so; the error as text where there is one."""
    before = digest(folder)
    try:
        text, warnings = make_plan(folder, env)
    except TerraformError as error:
        return f"{_name(folder)}: {error}"
    target = folder / PLAN
    same = target.is_file() and target.read_text(encoding="utf-8") == text
    target.write_text(text, encoding="utf-8")
    _remember(folder, before)
    print(f"{_name(folder)}: {'unchanged' if same else 'written'} ({len(text) // 1024} KB)", flush=True)
    if warnings:
        print("\n".join(f"  {line.strip(' │')}" for line in warnings.splitlines()), flush=True)
    return None


def _parse_args() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--all", action="store_true", help="every folder, changed or not")
    parser.add_argument("--check", action="store_true", help="list the stale plans and make none")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="plans to make at a time (default 2)")
    return parser.parse_args()


def main() -> int:
    """Make what the arguments name; 1 where a plan is stale or could not be made."""
    args = _parse_args()
    folders = [folder.resolve() for folder in args.folders] or (plan_folders() if args.all else stale_folders())
    for folder in folders:
        if not (folder / "main.tf").is_file():
            print(f"{folder}: holds no main.tf", file=sys.stderr)
            return 1
    if args.check:
        for folder in folders:
            print(f"{_name(folder)}: {PLAN} is not of the present sources; run: python tools/plans.py", file=sys.stderr)
        return 1 if folders else 0
    missing = missing_terraform()
    if missing and folders:
        print(f"cannot make plans: {missing}", file=sys.stderr)
        return 1
    with terraform_environment() as env, ThreadPoolExecutor(max(1, args.jobs)) as pool:
        errors = [error for error in pool.map(lambda folder: _regenerate(folder, env), folders) if error]
    for error in errors:
        print(error, file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
