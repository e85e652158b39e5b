resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
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
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "abc123"
  stage_name    = "prod"
}

variable "deployment_id" {
  type    = string
  default = "def456"
}

data "aws_api_gateway_rest_api" "elsewhere" {
  name       = "elsewhere"
  depends_on = [aws_api_gateway_rest_api.shop]
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
}

resource "aws_api_gateway_stage" "elsewhere" {
  rest_api_id   = data.aws_api_gateway_rest_api.elsewhere.id
  deployment_id = aws_api_gateway_deployment.shop.id
  stage_name    = "elsewhere"
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = terraform_data.later.output
  stage_name    = "later"
}

resource "terraform_data" "later" {
  input = var.deployment_id
}
