terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  runtime       = "python3.13"
  handler       = "orders.handler"
  filename      = "orders.zip"
}

resource "aws_cognito_user_pool" "staff" {
  name = "staff"
}

resource "aws_cognito_user_pool_client" "site" {
  name         = "site"
  user_pool_id = aws_cognito_user_pool.staff.id
}

module "api" {
  source = "./api"
  body   = local.body
}

locals {
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    components = {
      securitySchemes = {
        staff = {
          type = "oauth2"
          x-amazon-apigateway-authorizer = {
            type             = "jwt"
            identitySource   = "$request.header.Authorization"
            jwtConfiguration = { issuer = "https://${aws_cognito_user_pool.staff.endpoint}", audience = [aws_cognito_user_pool_client.site.id] }
          }
        }
      }
    }
    paths = merge(jsondecode(templatefile("${path.module}/orders.json.tftpl", { uri = aws_lambda_function.orders.arn })), {
      "/health" = { get = { x-amazon-apigateway-integration = { type = "AWS_PROXY", uri = aws_lambda_function.orders.arn, httpMethod = "POST", payloadFormatVersion = "2.0" } } }
    })
  })
}
