"""The configuration file: what it may say, and what a mistake in it is answered with."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from apigw_check.policy import PolicyFileError
from apigw_check.policy.config import Config, find, load

from .rules_for_tests import RULES

FULL = """\
pack: strict
fail-on: high
strict-unknown: true
format: text
output:
  - json=report.json
  - sarif=out/report.sarif
source: infra
rules:
  APIGW-101:
    severity: critical
    params:
      public_routes: ["GET /health"]
  auto-deploy:
    enabled: false
  APIGW-403:
waivers:
  - rule: access-log-incomplete
    address: module.legacy.*
    reason: " replaced in March "
    owner: payments
    until: 2027-03-31
  - rule: [APIGW-101, APIGW-403]
    address: ["a", "b"]
    route: GET /health
    reason: public
    until: "2027-01-31"
"""


def read(tmp_path: Path, text: str, name: str = ".apigw-check.yaml") -> Config:
    (tmp_path / name).write_text(text)
    return load(str(tmp_path / name), RULES)


def refused(tmp_path: Path, text: str, name: str = ".apigw-check.yaml") -> list[str]:
    """The lines of the error, without the folder."""
    with pytest.raises(PolicyFileError) as caught:
        read(tmp_path, text, name)
    return str(caught.value).replace(f"{tmp_path}/", "").split("\n")


def test_everything_at_once(tmp_path: Path) -> None:
    config = read(tmp_path, FULL)
    assert (config.pack, config.fail_on, config.strict_unknown, config.format) == ("strict", "high", True, "text")
    assert config.output == (("json", f"{tmp_path}/report.json"), ("sarif", f"{tmp_path}/out/report.sarif"))
    assert config.source == f"{tmp_path}/infra"
    assert config.rules["APIGW-101"].severity == "critical"
    assert config.rules["APIGW-101"].params == {"public_routes": ["GET /health"]}
    assert config.rules["APIGW-824"].enabled is False
    assert "APIGW-403" in config.rules
    first, second = config.waivers
    assert first.rules == ("APIGW-303",)
    assert (first.reason, first.owner, first.until) == ("replaced in March", "payments", date(2027, 3, 31))
    assert first.place.endswith(".apigw-check.yaml:18")
    assert (second.rules, second.addresses) == (("APIGW-101", "APIGW-403"), ("a", "b"))
    assert (second.route, second.until) == ("GET /health", date(2027, 1, 31))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}", "rules:\nwaivers:\n"])
def test_empty(tmp_path: Path, text: str) -> None:
    config = read(tmp_path, text)
    assert (config.pack, config.rules, config.waivers) == (None, {}, ())


def test_output_as_mapping_and_pack_as_path(tmp_path: Path) -> None:
    config = read(tmp_path, "output: {json: r.json, text: '-'}\npack: packs/ours.yaml\n")
    assert config.output == (("json", f"{tmp_path}/r.json"), ("text", "-"))
    assert config.pack == f"{tmp_path}/packs/ours.yaml"


def test_pyproject(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.apigw-check]\nfail-on = "low"\n\n'
    text += '[tool.apigw-check.rules.APIGW-101]\nseverity = "info"\n'
    config = read(tmp_path, text, "pyproject.toml")
    assert config.fail_on == "low"
    assert config.rules["APIGW-101"].severity == "info"
    assert config.rules["APIGW-101"].place.endswith("pyproject.toml:7")


def test_pyproject_dates_and_arrays_of_tables(tmp_path: Path) -> None:
    text = """\
[[tool.apigw-check.waivers]]
rule = "APIGW-101"
address = "*"
reason = \"\"\"
several
severity = "lines"
\"\"\"
until = 2027-01-31
[[tool.apigw-check.waivers]]
rule = "APIGW-303"
address = "*"
resaon = "x"
"""
    assert refused(tmp_path, text, "pyproject.toml") == [
        'pyproject.toml:9: waivers[1] lacks the key "reason"',
        'pyproject.toml:12: unknown key "resaon" in waivers[1]; did you mean reason?',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail_on: high", '.apigw-check.yaml:1: unknown key "fail_on"; did you mean fail-on?'),
        ("pack: strict\nwaiver: []", '.apigw-check.yaml:2: unknown key "waiver"; did you mean waivers?'),
        (
            "qqq: 1",
            (
                '.apigw-check.yaml:1: unknown key "qqq"; known: public-routes, overrides, suppressions, pack, '
                "fail-on, scope, strict-unknown, format, output, source, var, var-file, "
                "allow-outside, keep-going, recursive, jobs, rules-dir, no-ignores, baseline, rules, waivers"
            ),
        ),
        (
            "rules:\n  APIGW-101:\n    serverity: low",
            '.apigw-check.yaml:3: unknown key "serverity" in rules.APIGW-101; did you mean severity?',
        ),
        (
            "fail-on: hihg",
            (
                '.apigw-check.yaml:1: fail-on names the severity "hihg"; allowed: critical, high, medium, low, info, '
                "never (did you mean high?)"
            ),
        ),
        (
            "rules:\n  APIGW-101:\n    severity: 3",
            ".apigw-check.yaml:3: rules.APIGW-101.severity is 3; allowed: critical, high, medium, low, info",
        ),
        ('strict-unknown: "yes"', '.apigw-check.yaml:1: strict-unknown must be true or false, not "yes"'),
        ("source: [a]", ".apigw-check.yaml:1: source must be a text, not a list"),
        ("pack: 3", ".apigw-check.yaml:1: pack must be a text, not 3"),
        ("pack: ''", '.apigw-check.yaml:1: pack must be a text that is not empty, not ""'),
        ("rules: [APIGW-101]", ".apigw-check.yaml:1: rules must be a mapping, not a list"),
        ("rules:\n  APIGW-101: off", ".apigw-check.yaml:2: rules.APIGW-101 must be a mapping, not false"),
        ("waivers: {}", ".apigw-check.yaml:1: waivers must be a list, not a mapping"),
        (
            "output: json",
            '.apigw-check.yaml:1: output must be a list of FORMAT=FILE or a mapping of FORMAT to FILE, not "json"',
        ),
        (
            "output: [json]",
            ".apigw-check.yaml:1: output must be a list of FORMAT=FILE or a mapping of FORMAT to FILE, not a list",
        ),
        ("output: {json: 3}", '.apigw-check.yaml:1: output must name a format and a file, not "json" and 3'),
        (
            "output: {jsno: r.json}",
            '.apigw-check.yaml:1: output names the format "jsno"; allowed: text, json, sarif (did you mean json?)',
        ),
        ("format: xml", '.apigw-check.yaml:1: format names the format "xml"; allowed: text, json, sarif'),
        (
            "rules:\n\n  APIGW-110: {}",
            '.apigw-check.yaml:3: there is no rule "APIGW-110"; did you mean APIGW-101 (route-without-authorization)?',
        ),
        (
            "rules:\n  route-without-autorization: {}",
            (
                '.apigw-check.yaml:2: there is no rule "route-without-autorization"; did you mean '
                "route-without-authorization (APIGW-101)?"
            ),
        ),
        (
            "rules:\n  zzz: {}",
            '.apigw-check.yaml:2: there is no rule "zzz"; `apigw-check rules` lists them',
        ),
        (
            "rules:\n  APIGW-101: {}\n  route-without-authorization: {}",
            ".apigw-check.yaml:3: APIGW-101 (route-without-authorization) stands here twice, by id and by slug",
        ),
        ("rules:\n  101: {}", ".apigw-check.yaml:2: the key 101 is not a text; put it in quotes"),
        ("pack: strict\npack: x", '.apigw-check.yaml:2: the key "pack" stands here twice (line 1)'),
        ("- a", ".apigw-check.yaml:1: the file must hold keys and values (a mapping)"),
        (
            "rules:\n  APIGW-101:\n    params:\n      public_route: []",
            (
                ".apigw-check.yaml:4: rules.APIGW-101.params.public_route: APIGW-101 has no such parameter; "
                "did you mean public_routes?"
            ),
        ),
        (
            "rules:\n  APIGW-101:\n    params:\n      public_routes: GET /",
            '.apigw-check.yaml:4: rules.APIGW-101.params.public_routes: must be a list of texts, not "GET /"',
        ),
        (
            "rules:\n  APIGW-824:\n    params:\n      x: 1",
            ".apigw-check.yaml:4: rules.APIGW-824.params.x: APIGW-824 has no parameters",
        ),
        (
            "rules: {APIGW-403: {params: {max_burst: 1.5}}}",
            ".apigw-check.yaml:1: rules.APIGW-403.params.max_burst: must be a whole number, not 1.5",
        ),
        (
            "rules: {APIGW-403: {params: {max_burst: true}}}",
            ".apigw-check.yaml:1: rules.APIGW-403.params.max_burst: must be a whole number, not true",
        ),
        (
            "rules: {APIGW-403: {params: {max_rate: fast}}}",
            '.apigw-check.yaml:1: rules.APIGW-403.params.max_rate: must be a number, not "fast"',
        ),
        (
            "rules: {APIGW-403: {params: {strictly: 1}}}",
            ".apigw-check.yaml:1: rules.APIGW-403.params.strictly: must be true or false, not 1",
        ),
        (
            "rules: {APIGW-403: {params: {label: [a]}}}",
            ".apigw-check.yaml:1: rules.APIGW-403.params.label: must be a text, not a list",
        ),
        (
            "rules: {APIGW-403: {params: 1}}",
            ".apigw-check.yaml:1: rules.APIGW-403.params must be a mapping, not 1",
        ),
        (
            "waivers:\n  - rule: APIGW-101\n    address: '*'",
            '.apigw-check.yaml:2: waivers[0] lacks the key "reason"',
        ),
        (
            "waivers:\n  - rule: APIGW-101\n    address: '*'\n    reason: ' '",
            ".apigw-check.yaml:4: waivers[0].reason must say why; it is blank",
        ),
        (
            "waivers:\n  - rule: APIGW-101\n    address: '*'\n    reason:",
            ".apigw-check.yaml:4: waivers[0].reason must be a text, not empty",
        ),
        (
            "waivers:\n  - rule: []\n    address: '*'\n    reason: x",
            ".apigw-check.yaml:2: waivers[0].rule must be a text or a list of texts, not a list",
        ),
        (
            "waivers:\n  - rule: APIGW-101\n    address: '*'\n    reason: x\n    until: soon",
            '.apigw-check.yaml:5: waivers[0].until must be a date such as 2027-01-31, not "soon"',
        ),
        (
            "waivers:\n  - rule: APIGW-101\n    address: '*'\n    reason: x\n    until: 20270131",
            ".apigw-check.yaml:5: waivers[0].until must be a date such as 2027-01-31, not 20270131",
        ),
        (
            "waivers:\n  - rule: APIGW-999\n    address: '*'\n    reason: x",
            '.apigw-check.yaml:2: there is no rule "APIGW-999"; did you mean APIGW-',
        ),
        ("a: [", ".apigw-check.yaml:2: this is not YAML: did not find expected node content"),
        ("a: !!python/object/apply:os.system [ls]", ".apigw-check.yaml:1: this is not YAML: could not determine"),
        ("\x00", ".apigw-check.yaml: this is not YAML:"),
    ],
)
def test_refused(tmp_path: Path, text: str, message: str) -> None:
    lines = refused(tmp_path, text)
    assert len(lines) == 1
    assert lines[0].startswith(message)
    if not message.endswith(("-", ":", "determine", "content")):
        assert lines[0] == message


def test_several_problems_are_all_named(tmp_path: Path) -> None:
    assert refused(tmp_path, "fail-on: x\nrules:\n  APIGW-101: {severity: y}\nfromat: 1\n") == [
        '.apigw-check.yaml:1: fail-on names the severity "x"; allowed: critical, high, medium, low, info, never',
        '.apigw-check.yaml:3: rules.APIGW-101.severity is "y"; allowed: critical, high, medium, low, info',
        '.apigw-check.yaml:4: unknown key "fromat"; did you mean format?',
    ]
    assert refused(tmp_path, "format: x\nrules:\n  APIGW-1: {}\n  APIGW-303: {params: {a: 1, b: 2}}\n") == [
        '.apigw-check.yaml:1: format names the format "x"; allowed: text, json, sarif',
        '.apigw-check.yaml:3: there is no rule "APIGW-1"; did you mean APIGW-101 (route-without-authorization)?',
        ".apigw-check.yaml:4: rules.APIGW-303.params.a: APIGW-303 has no such parameter; known: required_fields",
        ".apigw-check.yaml:4: rules.APIGW-303.params.b: APIGW-303 has no such parameter; known: required_fields",
    ]


def test_not_text_not_there_not_toml(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"pack: \xff\xfe")
    with pytest.raises(PolicyFileError, match=r"a\.yaml: this is not UTF-8 text \(byte 6\)"):
        load(str(tmp_path / "a.yaml"), RULES)
    with pytest.raises(PolicyFileError, match=r"b\.yaml: cannot be read: No such file"):
        load(str(tmp_path / "b.yaml"), RULES)
    assert refused(tmp_path, "[tool.apigw-check\n", "pyproject.toml")[0].startswith("pyproject.toml: this is not TOML")
    assert refused(tmp_path, "[tool.x]\n", "pyproject.toml") == [
        "pyproject.toml: there is no table [tool.apigw-check] in it"
    ]
    assert refused(tmp_path, "[tool]\napigw-check = 1\n", "pyproject.toml") == [
        "pyproject.toml:2: tool.apigw-check must be a table"
    ]
    assert refused(tmp_path, "tool = 1\n", "pyproject.toml") == ["pyproject.toml: tool must be a table"]


def test_aliases_that_nest_or_loop_end(tmp_path: Path) -> None:
    assert refused(tmp_path, "rules: &a\n  APIGW-101: *a\n")
    assert refused(tmp_path, "a: " + "[" * 5000 + "]" * 5000)


def test_find_looks_upwards_to_the_repository_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "repo" / "infra" / "prod"
    inner.mkdir(parents=True)
    (tmp_path / ".apigw-check.yaml").write_text("")
    (tmp_path / "repo" / ".git").mkdir()
    monkeypatch.chdir(inner)
    assert find() is None
    (tmp_path / "repo" / "pyproject.toml").write_text("[project]\nname = 'apigw-check'\n")
    assert find() is None
    (tmp_path / "repo" / "pyproject.toml").write_text("[tool.apigw-check]\n")
    assert find() == "../../pyproject.toml"
    (tmp_path / "repo" / "infra" / ".apigw-check.yaml").write_text("")
    assert find() == "../.apigw-check.yaml"


def test_a_broken_pyproject_counts_only_where_it_is_meant_for_us(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text("name = 'apigw-check\n")
    assert find(str(tmp_path)) is None
    (tmp_path / "pyproject.toml").write_text("[tool.apigw-check]\nx = \n")
    with pytest.raises(PolicyFileError, match="not TOML"):
        find(str(tmp_path))


def test_nothing_heavy_is_imported_until_a_file_is_read() -> None:
    code = f"""
import sys
sys.path[:] = {sys.path!r}
import apigw_check.policy.config, apigw_check.policy.waivers
from apigw_check.policy.pack import selection
from apigw_check.catalogue import builtin as load
assert selection(load()).pack == "recommended"
print([name for name in ("pydantic", "yaml", "tomllib", "pathlib") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout.strip()) == ("", "[]")
