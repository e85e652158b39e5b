"""Packs: what they select, how they compose, and what a mistake in one is answered with."""

from pathlib import Path

import pytest

from apigw_check import engine
from apigw_check.catalogue import builtin as load
from apigw_check.policy import PolicyFileError, names, pack
from apigw_check.policy.config import Config, RuleSetting
from apigw_check.policy.pack import Selection, selection
from apigw_check.rules import base
from apigw_check.rules.base import Rule

from .rules_for_tests import RULES


def ids(chosen: Selection[Rule]) -> list[str]:
    return [one.rule.id for one in chosen.chosen]


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text)
    return str(folder / name)


def test_the_vocabulary_is_that_of_the_rules() -> None:
    assert names.SEVERITIES == base.SEVERITIES
    assert names.GRADES == (base.RECOMMENDED, base.STRICT)


def test_without_anything_the_rules_speak_for_themselves() -> None:
    chosen = selection(RULES)
    assert chosen.pack == "recommended"
    assert ids(chosen) == ["APIGW-101", "APIGW-303", "APIGW-403"]
    assert [one.severity for one in chosen.chosen] == ["high", "low", "medium"]
    assert chosen.chosen[2].params == {"max_rate": 10000.0, "max_burst": 5000, "strictly": False, "label": "x"}
    plain = engine.select(RULES)
    assert sorted(one.rule.id for one in plain) == ids(chosen)


def test_built_in_packs() -> None:
    assert {"recommended", "strict"} <= set(pack.names())
    assert ids(selection(RULES, "recommended")) == ids(selection(RULES))
    real = load()
    assert {one.rule.id for one in selection(real, "strict").chosen} == {rule.id for rule in real}
    for name in pack.names():
        read = pack.load(name, real)
        assert read.name == name
        assert read.title
        assert read.description


def test_an_installed_package_brings_its_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "apigw_check"
    (package / "_policies" / "packs").mkdir(parents=True)
    monkeypatch.setattr(pack, "__file__", str(package / "policy" / "pack.py"))
    assert pack.folder() == str(package / "_policies" / "packs")
    (package / "_policies" / "packs").rmdir()
    with pytest.raises(PolicyFileError, match="install apigw-check again"):
        pack.folder()


def test_naming_selects_disabling_drops_and_settings_add_up(tmp_path: Path) -> None:
    write(
        tmp_path,
        "base.yaml",
        "name: base\nextends: recommended\nrules:\n  APIGW-403: {params: {max_rate: 50, label: y}, controls: A.1}\n"
        "  APIGW-303: {enabled: false}\n",
    )
    ours = write(
        tmp_path,
        "ours.yaml",
        "name: ours\nextends: [./base.yaml]\nrules:\n  auto-deploy: {}\n"
        "  APIGW-403: {severity: high, params: {label: z}, controls: [A.1, B.2]}\n",
    )
    chosen = selection(RULES, ours)
    assert ids(chosen) == ["APIGW-101", "APIGW-403", "APIGW-824"]
    throttling = chosen.chosen[1]
    assert throttling.severity == "high"
    assert throttling.params == {"max_rate": 50, "max_burst": 5000, "strictly": False, "label": "z"}
    assert throttling.controls == ("A.1", "B.2")


def test_a_pack_may_choose_nothing_but_what_it_names(tmp_path: Path) -> None:
    ours = write(tmp_path, "ours.yaml", "name: ours\nrules:\n  APIGW-101:\n")
    assert ids(selection(RULES, ours)) == ["APIGW-101"]


def test_strict_contains_recommended(tmp_path: Path) -> None:
    ours = write(tmp_path, "ours.yaml", "name: ours\nselect: [strict]\n")
    assert len(ids(selection(RULES, ours))) == 4


def test_the_configuration_wins(tmp_path: Path) -> None:
    config = Config(
        pack=write(tmp_path, "all.yaml", "name: all\nselect: [strict]\n"),
        rules={
            "APIGW-101": RuleSetting(severity="low", params={"public_routes": ["GET /"]}),
            "APIGW-303": RuleSetting(enabled=False),
        },
    )
    chosen = selection(RULES, None, config)
    assert ids(chosen) == ["APIGW-101", "APIGW-403", "APIGW-824"]
    assert chosen.chosen[0].severity == "low"
    assert chosen.chosen[0].params == {"public_routes": ["GET /"]}
    assert ids(selection(RULES, "recommended", config)) == ["APIGW-101", "APIGW-403"]


def test_settings_of_a_rule_that_is_not_asked_are_noted() -> None:
    config = Config(rules={"APIGW-824": RuleSetting(severity="low", place="c.yaml:3")})
    chosen = selection(RULES, None, config)
    assert "APIGW-824" not in ids(chosen)
    assert chosen.notes == (
        "c.yaml:3: the settings of APIGW-824 have no effect: the pack recommended does not ask it (set enabled: true)",
    )
    config = Config(rules={"APIGW-824": RuleSetting(severity="low", enabled=True)})
    chosen = selection(RULES, None, config)
    assert "APIGW-824" in ids(chosen)
    assert chosen.notes == ()


def test_defaults_are_not_shared_between_selections() -> None:
    first = selection(RULES).chosen[1].params
    first["required_fields"] = []
    assert selection(RULES).chosen[1].params["required_fields"] == ["request_id", "status"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: x\nselect: [relaxed]\n", '2: select[0] is "relaxed"; allowed: recommended, strict'),
        ("title: x\n", '1: the file lacks the key "name"'),
        ("name: x\nextend: strict\n", '2: unknown key "extend"; did you mean extends?'),
        ("name: x\nextends: [recomended]\n", '2: there is no pack "recomended"; did you mean recommended?'),
        ("name: x\nextends: ./none.yaml\n", "cannot be read: No such file"),
        ("name: x\nextends: ./p.yaml\n", "the pack extends itself (p.yaml)"),
        ("name: x\nrules:\n  APIGW-100: {}\n", '3: there is no rule "APIGW-100"; did you mean APIGW-101'),
        ("name: x\nrules:\n  APIGW-101:\n    control: [A]\n", '4: unknown key "control" in rules.APIGW-101; did you'),
        ("name: x\nrules:\n  APIGW-403: {params: {max_rte: 1}}\n", "no such parameter; did you mean max_rate?"),
    ],
)
def test_refused(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, "p.yaml", text)
    with pytest.raises(PolicyFileError) as caught:
        selection(RULES, path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pack_that_does_not_exist() -> None:
    with pytest.raises(PolicyFileError, match=r'there is no pack "strct"; did you mean strict\?'):
        selection(RULES, "strct")
    with pytest.raises(PolicyFileError, match=r"a pack file is named by its path, such as \./ours\.yaml"):
        selection(RULES, "ours")


def test_find_rule() -> None:
    assert names.find_rule("APIGW-101", RULES) is RULES[1]
    assert names.find_rule("auto-deploy", RULES) is RULES[3]
    with pytest.raises(PolicyFileError, match="did you mean APIGW-101"):
        names.find_rule("apigw-101", RULES)
