"""What the sources say of the content of a dynamic block, which a plan's configuration leaves out."""

from __future__ import annotations

from pathlib import Path

from locate_files import write

from apigw_check.locate.modules import ModuleTree
from apigw_check.locate.sources import Sources

MAIN = """
resource "aws_wafv2_web_acl_logging_configuration" "waf" {
  dynamic "redacted_fields" {
    for_each = local.headers
    content {
      note = redacted_fields.value
      single_header {
        name = redacted_fields.value
      }
      single_header {
        name = "cookie"
      }
      dynamic "more" {
        for_each = [1]
        content {}
      }
    }
  }
}
"""


def test_nested_blocks_say_what_their_arguments_are_made_of(tmp_path: Path) -> None:
    sources = Sources(ModuleTree(str(write(tmp_path, {"main.tf": MAIN}))))
    found = sources.dynamic((), "aws_wafv2_web_acl_logging_configuration", "waf", "redacted_fields")
    assert found == {
        "note": {"references": ["local.headers"]},
        "single_header": [{"name": {"references": ["local.headers"]}}, {"name": {"constant_value": '"cookie"'}}],
        "more": [],
    }
