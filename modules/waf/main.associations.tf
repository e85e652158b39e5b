resource "aws_wafv2_web_acl_association" "this" {
  for_each = var.associations

  resource_arn = each.value.resource_arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
