resource "aws_cloudwatch_log_group" "this" {
  for_each = var.log_groups

  name              = each.value.name
  kms_key_id        = try(coalesce(each.value.kms_key_arn, var.kms_key_arn), null)
  log_group_class   = each.value.class
  retention_in_days = try(each.value.class == "DELIVERY", false) ? null : coalesce(each.value.retention_in_days, var.retention_in_days)
  skip_destroy      = each.value.skip_destroy
  tags              = merge(var.tags, each.value.tags)
}
