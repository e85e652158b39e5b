"""Several inputs in one run: which ones the words of the command line mean, what is said of them, and in which process
each is judged."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT, Run, change, plan_of, write

OK, FINDINGS, USAGE, UNREADABLE = range(4)

MODULE = """\
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}
"""


def call(module: str) -> str:
    return f'module "api" {{\n  source = "{module}"\n}}\n'


def files(root: Path, **texts: str) -> None:
    """Writes files by their paths, in which `__` stands for a slash."""
    for name, text in texts.items():
        path = root / name.replace("__", "/")
        path = path.with_name(path.name + ".tf")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def monorepo(tmp_path: Path) -> Path:
    """Two environments that call one module, a root without a gateway, a module that nobody calls."""
    files(
        tmp_path,
        modules__api__main=MODULE,
        modules__unused__main=MODULE,
        envs__dev__main=call("../../modules/api"),
        envs__prod__main=call("../../modules/api"),
        network__main='resource "aws_vpc" "main" {}\n',
    )
    return tmp_path


def plans(folder: Path, plan: object, count: int) -> list[Path]:
    found = []
    for number in range(count):
        (folder / f"e{number}").mkdir()
        found.append(write(folder / f"e{number}" / "plan.json", plan))
    return found


def report(done: Any) -> Any:
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def paths(done: Any) -> list[str]:
    return [one["path"] for one in report(done)["inputs"]]


# -- which inputs ----------------------------------------------------------------------------------------------------


def test_a_pattern_that_the_shell_left(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 3)
    done = run("e*/plan.json", "-f", "json")
    assert done.returncode == FINDINGS
    assert paths(done) == ["e0/plan.json", "e1/plan.json", "e2/plan.json"]
    assert paths(run("**/plan.json", "-f", "json")) == ["e0/plan.json", "e1/plan.json", "e2/plan.json"]
    assert paths(run("e[12]/*", "-f", "json")) == ["e1/plan.json", "e2/plan.json"]


def test_a_pattern_takes_plans_and_folders_with_sources_only(run: Run, monorepo: Path) -> None:
    (monorepo / "envs" / "README.md").write_text("Environments\n")
    (monorepo / "envs" / "empty").mkdir()
    assert paths(run("envs/*", "-f", "json")) == ["envs/dev", "envs/prod"]
    done = run("envs/R*")
    assert done.returncode == UNREADABLE
    assert "envs/README.md fits this pattern, but no plan in JSON" in done.stderr


def test_a_pattern_that_nothing_fits(run: Run, tmp_path: Path) -> None:
    done = run("envs/*/plan.json")
    assert done.returncode == UNREADABLE
    assert "envs/*/plan.json: no such file or folder, and nothing fits it as a pattern" in done.stderr


def test_a_file_with_that_very_name_wins_over_the_pattern(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "p[1].json", open_route)
    write(tmp_path / "p1.json", open_route)
    assert paths(run("p[1].json", "-f", "json")) == ["p[1].json"]


def test_one_input_by_several_names_is_judged_once(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 2)
    (tmp_path / "link.json").symlink_to("e0/plan.json")
    done = run("e0/plan.json", "./e0/plan.json", "e1/../e0/plan.json", "link.json", "e*/plan.json", "-f", "json")
    assert paths(done) == ["e0/plan.json", "e1/plan.json"]


def test_the_root_modules_of_a_tree(run: Run, monorepo: Path) -> None:
    done = run(".", "-f", "json")
    assert paths(done) == ["envs/dev", "envs/prod", "network"]
    notes = "\n".join(report(done)["notes"])
    assert ".: 3 root modules below it" in notes
    assert "passed over as modules or tests (modules/unused)" in notes
    assert "1 of 3 inputs have no API Gateway resources" in notes
    assert paths(run("modules", "-f", "json")) == ["modules/api", "modules/unused"]


def test_what_terraform_and_others_put_there_is_no_root(run: Run, monorepo: Path) -> None:
    files(
        monorepo,
        envs__dev__dotterraform__modules__x__main=MODULE,
        node_modules__x__main=MODULE,
        envs__dev__tests__setup__main=MODULE,
    )
    (monorepo / "envs/dev/dotterraform").rename(monorepo / "envs/dev/.terraform")
    write(monorepo / "plan.json", {})
    assert paths(run(".", "-f", "json")) == ["envs/dev", "envs/prod", "network"]


def test_a_folder_with_sources_is_itself_alone_unless_asked(run: Run, monorepo: Path) -> None:
    (monorepo / "main.tf").write_text(MODULE)
    done = run(".", "-f", "json")
    assert paths(done) == ["."]
    assert ".: 3 folders with .tf files below it are no part of it (--recursive" in "\n".join(report(done)["notes"])
    every = [".", "envs/dev", "envs/prod", "network"]
    assert paths(run(".", "--recursive", "-f", "json")) == every
    assert paths(run(".", "-f", "json", APIGW_CHECK_RECURSIVE="1")) == every
    (monorepo / ".apigw-check.yaml").write_text("recursive: true\n")
    assert paths(run(".", "-f", "json")) == every


def test_modules_of_the_folder_are_a_part_of_it(run: Run, tmp_path: Path) -> None:
    files(tmp_path, main=call("./modules/api"), modules__api__main=call("./inner"), modules__api__inner__main=MODULE)
    assert report(run(".", "-f", "json"))["notes"] == []


def test_links_are_not_followed_and_said(run: Run, monorepo: Path) -> None:
    (monorepo / "envs/round").symlink_to("..")
    (monorepo / "self").symlink_to("self")
    done = run(".", "-f", "json")
    assert paths(done) == ["envs/dev", "envs/prod", "network"]
    assert "2 symbolic links to folders not followed (self, envs/round)" in "\n".join(report(done)["notes"])
    assert paths(run("**", "-f", "json")) == [
        "envs/dev", "envs/prod", "modules/api", "modules/unused", "network",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_read(monorepo: Path) -> None:
    program = monorepo / "odd.py"  # root reads everything, so the system's answer is played
    program.write_text(
        textwrap.dedent(
            """\
            import os, sys
            scandir = os.scandir
            def refusing(path):
                if path == "network":
                    raise PermissionError(13, "Permission denied")
                return scandir(path)
            os.scandir = refusing
            from apigw_check._cli import run
            code = run(sys.argv[1:])
            sys.stdout.flush()
            sys.exit(code)
            """
        )
    )
    command = [sys.executable, str(program), ".", "--fail-on", "never"]
    done = subprocess.run(command, cwd=monorepo, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == UNREADABLE
    assert "network: a folder that cannot be read (Permission denied)" in done.stderr
    assert "APIGW-101" in done.stdout
    command.append("--keep-going")
    done = subprocess.run(command, cwd=monorepo, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == OK
    assert "network: a folder that cannot be read (Permission denied); passed over" in done.stdout


def test_terragrunt_units(run: Run, monorepo: Path, open_route: dict[str, Any]) -> None:
    unit = monorepo / "live" / "prod"
    unit.mkdir(parents=True)
    (unit / "terragrunt.hcl").write_text('terraform { source = "../../modules/api" }\n')
    done = run("live")
    assert done.returncode == UNREADABLE
    assert "live/prod is a Terragrunt unit" in done.stderr
    assert "--json-out-dir" in done.stderr
    assert "it is a Terragrunt unit" in run("live/prod").stderr
    assert "1 Terragrunt unit without .tf files not judged (live/prod)" in run(".", COLUMNS="400").stdout
    cache = unit / ".terragrunt-cache" / "a1" / "b2"
    cache.mkdir(parents=True)
    write(cache / "plan.json", open_route)
    (cache / "main.tf").write_text(MODULE)
    done = run("live/**/.terragrunt-cache/*/*/plan.json", "-f", "json")
    assert paths(done) == ["live/prod/.terragrunt-cache/a1/b2/plan.json"]
    assert run("live").returncode == UNREADABLE  # the copies are no roots


def test_an_output_that_would_overwrite_an_input_that_a_pattern_gives(
    run: Run, tmp_path: Path, open_route: dict[str, Any]
) -> None:
    plans(tmp_path, open_route, 2)
    done = run("e*/plan.json", "-o", "json=e1/plan.json")
    assert done.returncode == USAGE
    assert "would overwrite" in done.stderr


# -- what is said ----------------------------------------------------------------------------------------------------


def test_each_finding_names_its_input(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    one, other = plans(tmp_path, open_route, 2)
    found = report(run(one, other, "-f", "json", "--rule", "APIGW-101"))
    assert [finding["input"] for finding in found["findings"]] == [str(one), str(other)]
    assert [(one["findings"], one["errors"]) for one in found["inputs"]] == [(1, 0), (1, 0)]
    assert len({finding["fingerprint"] for finding in found["findings"]}) == 2
    text = run("e0/plan.json", "e1/plan.json", "--rule", "APIGW-101").stdout
    assert "input: e0/plan.json" in text
    assert "input: e1/plan.json" in text
    assert "input:" not in run("e0/plan.json", "--rule", "APIGW-101").stdout


def test_a_fingerprint_does_not_depend_on_how_the_input_is_spelled(
    run: Run, tmp_path: Path, open_route: dict[str, Any]
) -> None:
    plans(tmp_path, open_route, 2)

    def prints(*names: object) -> set[str]:
        return {one["fingerprint"] for one in report(run(*names, "-f", "json"))["findings"]}

    assert prints("e0/plan.json", "e1/plan.json") == prints(tmp_path / "e1/plan.json", "./e0/plan.json")


def test_what_a_shared_module_does_is_told_once(run: Run, monorepo: Path) -> None:
    done = run("envs/dev", "envs/prod", "--rule", "APIGW-101")
    assert done.stdout.count("APIGW-101 ") == 1
    assert "in 2 inputs: envs/dev, envs/prod" in done.stdout
    assert "high (2 at 1 place)" in done.stdout
    assert "2 findings: 2 high" in done.stdout
    found = report(run("envs/dev", "envs/prod", "--rule", "APIGW-101", "-f", "json"))["findings"]
    assert [one["input"] for one in found] == ["envs/dev", "envs/prod"]
    (sarif,) = report(run("envs/dev", "envs/prod", "--rule", "APIGW-101", "-f", "sarif"))["runs"]
    (result,) = sarif["results"]
    assert result["properties"]["inputs"] == ["envs/dev", "envs/prod"]
    assert "(in 2 inputs: envs/dev, envs/prod)" in result["message"]["text"]


def test_what_differs_between_two_inputs_is_told_twice(run: Run, monorepo: Path) -> None:
    (monorepo / "modules/api/main.tf").write_text(
        MODULE.replace('= "GET /orders"', "= var.key") + 'variable "key" {}\n'
    )
    for name in ("dev", "prod"):
        (monorepo / "envs" / name / "main.tf").write_text(
            f'module "api" {{\n  source = "../../modules/api"\n  key    = "GET /{name}"\n}}\n'
        )
    done = run("envs/dev", "envs/prod", "--rule", "APIGW-101")
    assert "GET /dev" in done.stdout
    assert "GET /prod" in done.stdout
    assert done.stdout.count("APIGW-101 ") == 2


def test_many_inputs_are_counted_in_the_head(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 12)
    assert "12 inputs (12 plans), named with -v" in run("e*/plan.json").stdout
    assert "e11/plan.json (plan)" in run("e*/plan.json", "-v", COLUMNS="400").stdout


def test_one_input_that_cannot_be_read_does_not_hide_the_others(
    run: Run, tmp_path: Path, open_route: dict[str, Any]
) -> None:
    plans(tmp_path, open_route, 2)
    (tmp_path / "e0/plan.json").write_text("{")
    for jobs in ("1", "2"):
        done = run("e*/plan.json", "nothing.json", "--jobs", jobs)
        assert done.returncode == UNREADABLE
        assert "e0/plan.json" in done.stderr
        assert "nothing.json: no such file" in done.stderr
        assert "Traceback" not in done.stderr
        assert "APIGW-101" in done.stdout


def test_a_comment_in_a_shared_module_is_used_where_any_input_needs_it(run: Run, monorepo: Path) -> None:
    mark = '# apigw-check: ignore[APIGW-101] reason="a public catalogue"\n'
    text = MODULE.replace('resource "aws_apigatewayv2_route"', mark + 'resource "aws_apigatewayv2_route"')
    (monorepo / "modules/api/main.tf").write_text(text)
    # The first input calls the module too, but has nothing to ignore there.
    (monorepo / "envs/dev/override.tf").write_text("")
    for jobs in ("1", "2"):
        done = run("envs/dev", "envs/prod", "--jobs", jobs, "-f", "json", "--rule", "APIGW-101", "--rule", "APIGW-901")
        found = report(done)
        assert [(one["input"], one["status"]) for one in found["findings"]] == [
            ("envs/dev", "ignored"),
            ("envs/prod", "ignored"),
        ]
        assert done.returncode == OK


def test_a_baseline_of_several_inputs(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 3)
    assert run("baseline", "e0/plan.json", "e1/plan.json", "-o", "b.json", "--jobs", "2").returncode == OK
    assert run("e0/plan.json", "e1/plan.json", "--baseline", "b.json").returncode == OK
    done = run("e*/plan.json", "--baseline", "b.json", "--jobs", "2", "-f", "json")
    assert done.returncode == FINDINGS
    assert {one["input"] for one in report(done)["findings"] if one["status"] == "open"} == {"e2/plan.json"}


# -- in several processes --------------------------------------------------------------------------------------------

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/plan.json"))


@pytest.mark.parametrize("form", ["json", "sarif", "text"])
def test_the_report_is_the_same_however_many_processes_work(run: Run, form: str) -> None:
    words = ["examples/*/plan.json", "examples/*", "-f", form, "-v", "--pack", "strict"]
    alone = run(*words, "--jobs", "1", cwd=ROOT)
    assert alone.returncode == FINDINGS
    assert len(alone.stdout) > 10_000
    for jobs in (2, 5):
        done = run(*words, "--jobs", jobs, cwd=ROOT)
        assert done.stdout == alone.stdout
        assert done.stderr == alone.stderr


def test_what_one_input_gives_is_what_it_gives_among_others(run: Run) -> None:
    """All that is said of an input alone is said among others too, fingerprints aside."""
    names = [f"examples/{name}" for name in EXAMPLES]
    together = report(run(*names, "-f", "json", "--jobs", "2", cwd=ROOT))
    for name in names:
        alone = report(run(name, "-f", "json", cwd=ROOT))
        assert [one for one in together["gateways"] if one["input"] == name] == alone["gateways"]
        mine = [_plain(one) for one in together["findings"] if one["input"] == name]
        assert mine == [_plain(one) for one in alone["findings"]]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key != "fingerprint"}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def test_jobs_by_environment_and_configuration(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 2)
    alone = run("e*/plan.json").stdout
    assert run("e*/plan.json", APIGW_CHECK_JOBS="2").stdout == alone
    for word in ("-1", "two", "1000", "²"):
        done = run("e*/plan.json", "--jobs", word) if word != "-1" else run("e*/plan.json", APIGW_CHECK_JOBS=word)
        assert done.returncode == USAGE
        assert "write a number" in done.stderr
    config = tmp_path / ".apigw-check.yaml"
    config.write_text("jobs: 2\n")
    assert run("e*/plan.json").stdout == alone
    config.write_text("jobs: -2\n")
    assert run("e*/plan.json").returncode == USAGE


def test_standard_input_among_others(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 2)
    data = json.dumps(open_route).encode()
    for jobs in ("1", "2"):
        done = run("e0/plan.json", "-", "e1/plan.json", "-", "--jobs", jobs, "-f", "json", stdin=data)
        assert paths(done) == ["e0/plan.json", "-", "e1/plan.json"]
        assert [one["findings"] for one in report(done)["inputs"]] == [1, 1, 1]


#: Runs the command with a rule that does something to its process; `METHOD` is how processes are started.
_ODD = """
import os, sys, time
import apigw_check._workers as workers
import apigw_check.engine as engine

judge = engine.Rule.judge
def odd(self, subject, params):
    if subject.origin.input == os.environ.get("ODD_INPUT") and os.getpid() != FIRST:
        {act}
    return judge(self, subject, params)

FIRST = os.getpid()
engine.Rule.judge = odd
workers.start_method = lambda: os.environ["METHOD"]
if __name__ == "__main__":
    from apigw_check._cli import run
    code = run(sys.argv[1:])
    sys.stdout.flush()
    sys.exit(code)
"""


def odd(folder: Path, act: str, *words: str, method: str = "fork", **environment: str) -> Any:
    program = folder / "odd.py"
    program.write_text(_ODD.format(act=act))
    env = {**os.environ, "METHOD": method, "COLUMNS": "300", "NO_COLOR": "1", **environment}
    return subprocess.run(
        [sys.executable, str(program), *words], cwd=folder, env=env, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def test_a_process_that_is_killed_is_said_and_the_others_are_judged(tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 5)
    act = "os.kill(os.getpid(), 9)"
    done = odd(tmp_path, act, "e*/plan.json", "--jobs", "2", "-f", "json", ODD_INPUT="e1/plan.json")
    assert done.returncode == UNREADABLE
    assert "e1/plan.json: the process that judged it was killed (signal 9)" in done.stderr
    assert paths(done) == [f"e{number}/plan.json" for number in (0, 2, 3, 4)]


def test_a_process_that_leaves(tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 3)
    done = odd(tmp_path, "os._exit(7)", "e*/plan.json", "--jobs", "3", ODD_INPUT="e0/plan.json")
    assert done.returncode == UNREADABLE
    assert "e0/plan.json: the process that judged it ended (exit code 7)" in done.stderr


def test_a_process_that_is_no_copy_gives_the_same(run: Run, tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 3)
    write(tmp_path / "broken.json", "{")
    (tmp_path / ".apigw-check.yaml").write_text(
        textwrap.dedent(
            """\
            overrides:
              - address: aws_apigatewayv2_route.*
                rules: {APIGW-101: {severity: low}}
                reason: a website
            """
        )
    )
    words = ["e*/plan.json", "broken.json", "-f", "json"]
    alone = run(*words, "--jobs", "1")
    done = odd(tmp_path, "pass", *words, "--jobs", "2", method="spawn")
    assert '"severity": "low"' in alone.stdout
    assert done.stdout == alone.stdout
    assert done.stderr == alone.stderr
    assert done.returncode == alone.returncode


def test_ctrl_c_ends_all_processes(tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 2)
    program = tmp_path / "odd.py"
    act = 'open(f"{os.getpid()}.pid", "w").close(); time.sleep(60)'
    program.write_text(_ODD.format(act=act).replace('== os.environ.get("ODD_INPUT")', "is not None"))
    child = subprocess.Popen(
        [sys.executable, str(program), "e*/plan.json", "--jobs", "2"], cwd=tmp_path, start_new_session=True,
        env={**os.environ, "METHOD": "fork"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    end = time.monotonic() + 60
    while len(list(tmp_path.glob("*.pid"))) < 2 and time.monotonic() < end:
        time.sleep(0.05)
    workers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    assert len(workers) == 2
    os.killpg(child.pid, signal.SIGINT)
    _, errors = child.communicate(timeout=30)
    assert child.returncode == 130
    assert errors == b""
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_a_failure_inside_is_the_error_of_its_input(tmp_path: Path, open_route: dict[str, Any]) -> None:
    plans(tmp_path, open_route, 2)
    program = tmp_path / "odd.py"
    program.write_text(
        textwrap.dedent(
            """\
            import sys
            import apigw_check._pipeline as pipeline

            read = pipeline.read
            def broken(path, source):
                if path == "e0/plan.json":
                    raise ZeroDivisionError("by nothing")
                return read(path, source)
            pipeline.read = broken
            from apigw_check._cli import run
            code = run(sys.argv[1:])
            sys.stdout.flush()
            sys.exit(code)
            """
        )
    )
    for jobs in ("1", "2"):
        done = subprocess.run(
            [sys.executable, str(program), "e*/plan.json", "--jobs", jobs], cwd=tmp_path, capture_output=True,
            text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == UNREADABLE
        assert "e0/plan.json: judging it failed internally: ZeroDivisionError: by nothing" in done.stderr
        assert "Traceback" not in done.stderr
        assert "APIGW-101" in done.stdout


# -- progress --------------------------------------------------------------------------------------------------------


def on_terminal(folder: Path, *words: str, **environment: str) -> bytes:
    """What the command writes to standard error where that is a terminal."""
    first, second = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "CI"}
    child = subprocess.Popen(
        [sys.executable, str(folder / "odd.py"), *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=second,
        env={**env, "TERM": "xterm", "METHOD": "fork", **environment},
    )  # fmt: skip
    os.close(second)
    written = b""
    while True:
        try:
            piece = os.read(first, 4096)
        except OSError:
            break
        if not piece:
            break
        written += piece
    os.close(first)
    assert child.wait(timeout=60) in (OK, FINDINGS)
    return written


@pytest.fixture
def slow(tmp_path: Path, open_route: dict[str, Any]) -> Path:
    """Plans of which each takes long enough for progress, one with a name that would do something to a terminal."""
    plans(tmp_path, open_route, 3)
    name = tmp_path / "e\x1b[31m\x07red"
    name.mkdir()
    write(name / "plan.json", open_route)
    act = "time.sleep(0.02)"
    text = _ODD.format(act=act).replace(
        'subject.origin.input == os.environ.get("ODD_INPUT") and os.getpid() != FIRST', "True"
    )
    (tmp_path / "odd.py").write_text(text)
    return tmp_path


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_progress_is_one_line_that_goes(slow: Path, jobs: str) -> None:
    written = on_terminal(slow, "e*/plan.json", "--jobs", jobs)
    assert b"/4 e" in written
    assert b"\n" not in written
    assert written.endswith(b"\r\x1b[K")
    assert b"\x1b[31m" not in written
    assert b"\x07" not in written


def test_no_progress_in_a_log(slow: Path) -> None:
    assert on_terminal(slow, "e*/plan.json", "--jobs", "1", CI="true") == b""
    assert on_terminal(slow, "e*/plan.json", "--jobs", "1", TERM="dumb") == b""
    assert odd(slow, "time.sleep(0.02)", "e*/plan.json", "--jobs", "1").stderr == ""


def test_no_progress_for_one_input_or_a_short_run(run: Run, slow: Path) -> None:
    assert on_terminal(slow, "e0/plan.json") == b""
    (slow / "odd.py").write_text(_ODD.format(act="pass"))
    assert on_terminal(slow, "e[01]/plan.json") == b""


def test_one_plan_loads_nothing_of_this(tmp_path: Path, open_route: dict[str, Any]) -> None:
    write(tmp_path / "plan.json", open_route)
    program = (
        "import sys; sys.argv = ['apigw-check', 'plan.json', '-f', 'json']\n"
        "from apigw_check._cli import run\n"
        "run(sys.argv[1:])\n"
        "found = [name for name in sys.modules if name in ('multiprocessing', 'pickle', 'fnmatch')"
        " or name in ('apigw_check._many', 'apigw_check._inputs', 'apigw_check._tree', 'apigw_check._progress')]\n"
        "print(found, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.strip() == "[]"


def test_waivers_hold_for_all_inputs(run: Run, tmp_path: Path) -> None:
    api = change("aws_apigatewayv2_api.a", "aws_apigatewayv2_api", {"name": "a", "protocol_type": "HTTP", "id": "a"})
    route = change(
        "aws_apigatewayv2_route.r",
        "aws_apigatewayv2_route",
        {"api_id": "a", "route_key": "GET /", "authorization_type": "NONE", "target": None},
    )
    plans(tmp_path, plan_of(api, route), 2)
    (tmp_path / ".apigw-check.yaml").write_text("waivers:\n  - {rule: APIGW-101, address: '*', reason: a website}\n")
    for jobs in ("1", "2"):
        done = run("e*/plan.json", "--jobs", jobs, "-f", "json", "--rule", "APIGW-101", "--rule", "APIGW-901")
        assert [one["status"] for one in report(done)["findings"]] == ["waived", "waived"]


def test_the_route_table_of_several_inputs(run: Run, monorepo: Path, open_route: dict[str, Any]) -> None:
    write(monorepo / "plan.json", open_route)
    for jobs in ("1", "3"):
        done = run("inventory", ".", "plan.json", "-f", "json", "--jobs", jobs)
        assert done.returncode == OK
        found = [
            (one["input"], one["name"], [route["name"] for route in one["routes"]]) for one in report(done)["gateways"]
        ]
        assert found == [(name, "shop", ["GET /orders"]) for name in ("envs/dev", "envs/prod", "plan.json")]
    alone = report(run("inventory", "plan.json", "-f", "json"))["gateways"]
    assert [one for one in report(done)["gateways"] if one["input"] == "plan.json"] == alone
