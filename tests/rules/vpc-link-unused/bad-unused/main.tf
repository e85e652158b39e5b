terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_apigatewayv2_vpc_link" "web" {
  name               = "web"
  subnet_ids         = ["subnet-0123456789abcdef0"]
  security_group_ids = ["sg-0123456789abcdef0"]
}

resource "aws_lb" "nlb" {
  name               = "nlb"
  load_balancer_type = "network"
  subnets            = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  internal           = true
}

resource "aws_api_gateway_vpc_link" "orders" {
  name        = "orders"
  target_arns = [aws_lb.nlb.arn]
}

resource "aws_lb" "off" {
  count = 0

  name    = "off"
  subnets = ["subnet-0123456789abcdef0"]
}

resource "aws_api_gateway_vpc_link" "empty" {
  name        = "empty"
  target_arns = aws_lb.off[*].arn
}

resource "aws_api_gateway_method" "empty" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = aws_api_gateway_rest_api.shop.root_resource_id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "empty" {
  rest_api_id             = aws_api_gateway_rest_api.shop.id
  resource_id             = aws_api_gateway_rest_api.shop.root_resource_id
  http_method             = aws_api_gateway_method.empty.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "http://backend.example.com"
  connection_type         = "VPC_LINK"
  connection_id           = aws_api_gateway_vpc_link.empty.id
}
