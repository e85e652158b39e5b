# Ignores in every place where one may stand; the test beside this folder says what each does.

provider "aws" {
  region = "eu-central-1"
}

variable "kind" {
  # apigw-check: ignore[APIGW-101] reason="default in the root module"
  default = "NONE"
}

variable "later" {
  type = string
}

locals {
  kind = "NONE" # apigw-check: ignore[APIGW-101] reason="local in the root module"
  routes = {
    "GET /from-local"      = { auth = "NONE" } # apigw-check: ignore[APIGW-101] reason="entry of a local"
    "GET /from-local-open" = { auth = "NONE" }
  }
}

# apigw-check: ignore[APIGW-101] reason="data source"
data "aws_region" "current" {
  name = "eu-central-1"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
  description   = <<-EOT
    # apigw-check: ignore[APIGW-101] reason="heredoc"
  EOT
}

resource "aws_apigatewayv2_api" "nested_block" {
  name          = "nested_block"
  protocol_type = "HTTP"

  # apigw-check: ignore[APIGW-611] reason="nested block"
  cors_configuration {
    allow_origins = ["*"]
  }
}

resource "aws_apigatewayv2_api" "nested_attribute" {
  name          = "nested_attribute"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["*"] # apigw-check: ignore[APIGW-611] reason="attribute in a nested block"
  }
}

resource "aws_apigatewayv2_api" "nested_on_line" {
  name          = "nested_on_line"
  protocol_type = "HTTP"

  cors_configuration { // apigw-check: ignore[APIGW-611] reason="header of a nested block"
    allow_origins = ["*"]
  }
}

resource "aws_apigatewayv2_api" "dynamic_block" {
  name          = "dynamic_block"
  protocol_type = "HTTP"

  /* apigw-check: ignore[APIGW-611] reason="dynamic block" */
  dynamic "cors_configuration" {
    for_each = [1]
    content {
      allow_origins = ["*"]
    }
  }
}

resource "aws_apigatewayv2_api" "dynamic_content" {
  name          = "dynamic_content"
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = [1]
    content {
      # apigw-check: ignore[APIGW-611] reason="in the content of a dynamic block"
      allow_origins = ["*"]
    }
  }
}

resource "aws_apigatewayv2_api" "nested_open" {
  name          = "nested_open"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["*"]
  }
}

resource "aws_apigatewayv2_route" "open" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /open"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101] reason="above a block"
resource "aws_apigatewayv2_route" "block_above" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /block_above"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "block_behind" { # apigw-check: ignore[APIGW-101] reason="behind a header"
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /block_behind"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "block_end" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /block_end"
  authorization_type = "NONE"
} # apigw-check: ignore[APIGW-101] reason="behind the end of a block"

# apigw-check: ignore[APIGW-101] reason="above another comment"
# another
// and another
resource "aws_apigatewayv2_route" "comment_between" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /comment_between"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101] reason="above a blank line"

resource "aws_apigatewayv2_route" "blank_between" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /blank_between"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "attribute_above" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /attribute_above"
  # apigw-check: ignore[APIGW-101] reason="above an attribute"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "attribute_behind" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /attribute_behind"
  authorization_type = "NONE" // apigw-check: ignore[APIGW-101] reason="behind an attribute"
}

resource "aws_apigatewayv2_route" "attribute_inside" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /attribute_inside"
  authorization_type = /* apigw-check: ignore[APIGW-101] reason="inside an attribute" */ "NONE"
}

resource "aws_apigatewayv2_route" "attribute_lines" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /attribute_lines"
  authorization_type = ( # apigw-check: ignore[APIGW-101] reason="where an attribute begins"
    "NONE"
  )
}

resource "aws_apigatewayv2_route" "other_attribute" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /other_attribute"
  operation_name     = "x" # apigw-check: ignore[APIGW-101] reason="behind another attribute"
  authorization_type = "NONE"
}

/*
 * apigw-check: ignore[APIGW-101] reason="in a comment of several lines"
 */
resource "aws_apigatewayv2_route" "many_lines" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /many_lines"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101, APIGW-402, access-logging-off] reason="several rules"
resource "aws_apigatewayv2_route" "several_rules" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /several_rules"
  authorization_type = "NONE"
}

# apigw-check: ignore[route-without-authorization] reason="by name"
resource "aws_apigatewayv2_route" "by_name" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /by_name"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-1011] reason="unknown"
resource "aws_apigatewayv2_route" "unknown_rule" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /unknown_rule"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101]
resource "aws_apigatewayv2_route" "unexplained" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /unexplained"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-101] until=2020-01-31 reason="expired"
resource "aws_apigatewayv2_route" "expired" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /expired"
  authorization_type = "NONE"
}

# apigw-check: ignore[APIGW-402] reason="another rule"
resource "aws_apigatewayv2_route" "another_rule" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /another_rule"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "via_local" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /via_local"
  authorization_type = local.kind
}

resource "aws_apigatewayv2_route" "via_variable" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /via_variable"
  authorization_type = var.kind
}

resource "aws_apigatewayv2_route" "via_tfvars" {
  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = "GET /via_tfvars"
  authorization_type = var.later
}

resource "aws_apigatewayv2_route" "instances" {
  for_each = toset(["GET /a", "GET /b"])

  api_id             = aws_apigatewayv2_api.shop.id
  route_key          = each.key
  authorization_type = "NONE" # apigw-check: ignore[APIGW-101] reason="all instances"
}

# apigw-check: ignore[APIGW-101] reason="call of a module"
module "called" {
  source = "./modules/outer"
  api_id = aws_apigatewayv2_api.shop.id
  routes = { "GET /called" = { auth = "NONE" } }
}

module "entries" {
  source = "./modules/outer"
  api_id = aws_apigatewayv2_api.shop.id
  routes = {
    # apigw-check: ignore[APIGW-101] reason="entry of a map"
    "GET /entry" = {
      auth = "NONE"
    }
    "GET /entry-open" = { auth = "NONE" }
  }
}

module "locals" {
  source = "./modules/outer"
  api_id = aws_apigatewayv2_api.shop.id
  routes = local.routes
}

module "argument" {
  source = "./modules/outer"
  api_id = aws_apigatewayv2_api.shop.id
  routes = { "GET /argument" = { auth = "NONE" } } # apigw-check: ignore[APIGW-101] reason="argument of a call"
}
