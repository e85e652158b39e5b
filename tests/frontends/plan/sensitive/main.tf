# Secrets in attributes: the values are judged, and nobody prints them.
variable "token" {
  type      = string
  sensitive = true
  default   = "hunter2-token"
}

variable "settings" {
  type      = object({ level = string, origin = string })
  sensitive = true
  default   = { level = "INFO", origin = "https://secret.example.com" }
}

resource "aws_api_gateway_rest_api" "shop" {
  name        = "shop"
  description = var.token
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "http://backend.example.com/?token=${var.token}"

  request_parameters = {
    "integration.request.header.Authorization" = "'${var.token}'"
  }
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "live"
  variables     = { token = var.token }
}

resource "aws_api_gateway_method_settings" "live" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    logging_level = var.settings.level
  }
}
