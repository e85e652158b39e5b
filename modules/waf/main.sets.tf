# A set cannot be deleted while the web ACL refers to it, so the new one comes first; the version is part of the name, since
# a set keeps its version for life.

resource "aws_wafv2_ip_set" "this" {
  for_each = var.ip_sets

  name               = "${var.name}-${each.key}-${lower(each.value.version)}"
  description        = each.value.description
  addresses          = each.value.addresses
  ip_address_version = each.value.version
  scope              = "REGIONAL"
  tags               = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_wafv2_regex_pattern_set" "this" {
  for_each = var.regex_sets

  name        = "${var.name}-${each.key}"
  description = each.value.description
  scope       = "REGIONAL"
  tags        = var.tags

  dynamic "regular_expression" {
    for_each = each.value.patterns

    content {
      regex_string = regular_expression.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
