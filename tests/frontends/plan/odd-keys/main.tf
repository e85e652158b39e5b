# Keys that an address has to escape.
locals {
  parts = {
    "v1.orders"    = "dot"
    "say \"hi\""   = "quote"
    "a[0][\"b\"]"  = "bracket"
    "back\\slash"  = "backslash"
    "注文é"          = "unicode"
    "$${literal}"  = "template"
    "%%{literal}"  = "directive"
    "two\nlines"   = "newline"
    "tab\there"    = "tab"
    "😀"            = "astral"
    "id"           = "attribute"
    "0"            = "digit"
    "module.x"     = "module"
    "a].id"        = "closing"
    "\u200bhidden" = "zero-width"
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "this" {
  for_each = local.parts

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = each.value
}

# By the key of the block itself.
resource "aws_api_gateway_method" "each" {
  for_each = local.parts

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this[each.key].id
  http_method   = "GET"
  authorization = "NONE"
}

# By a key that is written out.
resource "aws_api_gateway_method" "dot" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["v1.orders"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "quote" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["say \"hi\""].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "bracket" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["a[0][\"b\"]"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "backslash" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["back\\slash"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "unicode" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["注文é"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "template" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["$${literal}"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "directive" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["%%{literal}"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "newline" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["two\nlines"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "tab" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["tab\there"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "astral" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["😀"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "attribute" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["id"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "digit" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["0"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "module" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["module.x"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "closing" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["a].id"].id
  http_method   = "PUT"
  authorization = "NONE"
}

resource "aws_api_gateway_method" "hidden" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_resource.this["\u200bhidden"].id
  http_method   = "PUT"
  authorization = "NONE"
}

# The same keys on a module.
module "stage" {
  source   = "./stage"
  for_each = local.parts

  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = each.value
}

resource "aws_wafv2_web_acl_association" "quote" {
  resource_arn = module.stage["say \"hi\""].arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

resource "aws_wafv2_web_acl_association" "template" {
  resource_arn = module.stage["$${literal}"].arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

resource "aws_wafv2_web_acl_association" "astral" {
  resource_arn = module.stage["😀"].arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

resource "aws_wafv2_web_acl" "this" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop"
    sampled_requests_enabled   = false
  }
}
