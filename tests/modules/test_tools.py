"""tools/terraform_env.py, tools/plans.py and tools/module_docs.py, without terraform."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

import module_docs
import plans
import terraform_env


def test_environment_holds_no_credentials_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SESSION_TOKEN", "AWS_PROFILE", "TF_VAR_name", "TF_CLI_ARGS_plan", "TF_WORKSPACE"):
        monkeypatch.setenv(name, "personal")
    with terraform_env.terraform_environment() as env:
        assert "personal" not in env.values()
        assert env["AWS_ACCESS_KEY_ID"] == "test"
        assert Path(env["AWS_CONFIG_FILE"]).read_text() == ""


def test_stub_says_who_the_caller_is() -> None:
    with terraform_env.terraform_environment() as env:
        request = urllib.request.Request(
            env["AWS_ENDPOINT_URL_STS"], data=b"Action=GetCallerIdentity&Version=2011-06-15"
        )
        with urllib.request.urlopen(request, timeout=5) as answer:
            assert b"<Account>123456789012</Account>" in answer.read()


def test_configuration_of_the_user_decides(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    config = tmp_path / "own.tfrc"
    config.touch()
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(config))
    with terraform_env.terraform_environment() as env:
        assert env["TF_CLI_CONFIG_FILE"] == str(config)
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(tmp_path / "missing.tfrc"))
    with terraform_env.terraform_environment() as env:
        assert Path(env["TF_CLI_CONFIG_FILE"]).is_file()


def test_mirror_is_written_into_the_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TF_CLI_CONFIG_FILE", raising=False)
    monkeypatch.setenv("TERRAFORM_MIRROR", str(tmp_path))
    with terraform_env.terraform_environment() as env:
        assert f'path    = "{tmp_path.as_posix()}"' in Path(env["TF_CLI_CONFIG_FILE"]).read_text()
        assert "TF_PLUGIN_CACHE_DIR" not in env


def test_registry_is_used_through_a_cache_where_there_is_no_mirror(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TF_CLI_CONFIG_FILE", raising=False)
    monkeypatch.setattr(terraform_env, "provider_mirror", lambda: None)
    monkeypatch.setattr(terraform_env, "CACHE", tmp_path)
    with terraform_env.terraform_environment() as env:
        assert env["TF_PLUGIN_CACHE_DIR"] == str(tmp_path / "plugins")
        assert "filesystem_mirror" not in Path(env["TF_CLI_CONFIG_FILE"]).read_text()


def test_failure_names_the_command_and_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = tmp_path / "terraform"
    command.write_text("#!/bin/sh\necho refused >&2\nexit 3\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(terraform_env.TerraformError, match=r"terraform plan failed in .*\nrefused$"):
        terraform_env.run_terraform(tmp_path, "plan")


def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that calls a module that calls another, in a repository of its own."""
    for name, source in {
        "examples/one/main.tf": 'module "a" {\n  source = "../../modules/a"\n}\n',
        "modules/a/main.tf": 'module "b" {\n  source = "../b"\n}\n',
        "modules/b/main.tf": "",
        "modules/c/main.tf": "",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(source)
    monkeypatch.setattr(plans, "REPOSITORY", tmp_path)
    monkeypatch.setattr(plans, "DIGESTS", tmp_path / "plans.sha256")
    return tmp_path


def test_modules_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path, monkeypatch)
    assert plans.module_folders(root / "examples/one") == [root / "modules/a", root / "modules/b"]
    with plans.scratch_copy(root / "examples/one") as copy:
        assert (copy / "main.tf").is_file()
        assert (copy / "../../modules/b/main.tf").is_file()
        assert not (copy / "../../modules/c").exists()


def test_a_change_of_a_module_makes_the_plan_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = repository(tmp_path, monkeypatch)
    one = root / "examples/one"
    assert plans.plan_folders() == [one]
    assert plans.stale_folders() == [one]
    (one / plans.PLAN).write_text("{}")
    plans.DIGESTS.write_text(f"{plans.digest(one)}  examples/one\n")
    assert plans.stale_folders() == []
    (root / "modules/c/main.tf").write_text("# called by nobody\n")
    (one / "README.md").write_text("no part of the plan\n")
    assert plans.stale_folders() == []
    (root / "modules/b/main.tf").write_text("# called by a\n")
    assert plans.stale_folders() == [one]


def test_what_differs_between_two_plans_of_the_same_is_taken_out_and_nothing_else() -> None:
    plan = '{"a":{"timestamp":"kept","b":"\\u003c"},"relevant_attributes":[%s]%s}\n'
    one, two = '{"resource":"a","attribute":["id"]}', '{"resource":"b","attribute":[]}'
    first = plan % (f"{two},{one}", ',"timestamp":"2026-01-01T00:00:00Z","errored":false')
    second = plan % (f"{one},{two}", ',"timestamp":"2027-01-01T00:00:00Z","errored":false')
    expected = plan % (f"{one},{two}", ',"errored":false')
    assert plans._stable(first) == plans._stable(second) == expected


def test_readme_without_markers_is_an_error() -> None:
    with pytest.raises(ValueError, match="markers"):
        module_docs.replaced("# a module\n", "generated")


def test_descriptions_and_types_are_read(tmp_path: Path) -> None:
    (tmp_path / "variables.tf").write_text(
        'variable "routes" {\n'
        "  description = <<-EOT\n    First line,\n    second.\n\n    - more\n  EOT\n"
        '  type = map(object({\n    a = optional(string, "}")\n  }))\n'
        "  default  = {}\n  nullable = false\n}\n\n"
        'variable "name" {\n  description = "A \\"name\\"."\n  type        = string\n}\n'
    )
    routes, name = module_docs.blocks(tmp_path, "variable")
    assert routes.description == "First line,\nsecond.\n\n- more"
    assert routes.arguments["type"] == 'map(object({\n    a = optional(string, "}")\n  }))'
    assert (routes.arguments["default"], routes.arguments["nullable"]) == ("{}", "false")
    assert name.description == 'A "name".'
