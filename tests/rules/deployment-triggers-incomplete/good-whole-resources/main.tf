resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

locals {
  verbs    = ["GET", "PUT"]
  deployed = { methods = aws_api_gateway_method.this, integrations = [for key, one in aws_api_gateway_integration.this : one] }
}

resource "aws_api_gateway_method" "this" {
  for_each = toset(local.verbs)

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = each.key
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "this" {
  for_each = aws_api_gateway_method.this

  rest_api_id = aws_api_gateway_rest_api.shop.id
  resource_id = aws_api_gateway_rest_api.shop.root_resource_id
  http_method = each.value.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_model" "order" {
  count = 0

  rest_api_id  = aws_api_gateway_rest_api.shop.id
  name         = "Order"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { redeployment = sha1(jsonencode(local.deployed)) }
}

# With every plan anew.
resource "aws_api_gateway_deployment" "always" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { redeployment = timestamp() }
}

# By its lifecycle.
resource "aws_api_gateway_deployment" "lifecycle" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [aws_api_gateway_method.this, aws_api_gateway_integration.this]
  }
}

# By a resource between.
resource "terraform_data" "routes" {
  input = sha1(jsonencode([aws_api_gateway_method.this, aws_api_gateway_integration.this]))
}

resource "aws_api_gateway_deployment" "between" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { redeployment = terraform_data.routes.output }
}

resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "catalogue", version = "1" }
    paths = {
      "/items" = {
        get = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "execute-api:Invoke", Resource = "execute-api:/*" }] })
}

resource "aws_api_gateway_deployment" "catalogue" {
  rest_api_id = aws_api_gateway_rest_api.catalogue.id
  triggers = { redeployment = sha1(jsonencode([aws_api_gateway_rest_api.catalogue.body, aws_api_gateway_rest_api.catalogue.policy])) }
}

resource "aws_apigatewayv2_api" "events" {
  name          = "events"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_deployment" "events" {
  api_id   = aws_apigatewayv2_api.events.id
  triggers = { redeployment = "1" }
}

# Without triggers it is another rule's.
resource "aws_api_gateway_deployment" "bare" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}
