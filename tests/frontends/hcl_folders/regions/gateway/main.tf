terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.0"
      configuration_aliases = [aws.logs]
    }
  }
}

variable "name" {
  type = string
}

data "aws_region" "here" {}

data "aws_region" "logs" {
  provider = aws.logs
}

data "aws_partition" "here" {}

data "aws_service" "lambda" {
  service_id = "lambda"
}

data "aws_arn" "table" {
  arn = "arn:${data.aws_partition.here.partition}:dynamodb:${data.aws_region.here.name}:123456789012:table/orders"
}

resource "aws_api_gateway_rest_api" "this" {
  name        = "${var.name} in ${data.aws_region.here.name}, ${data.aws_arn.table.resource}"
  description = "logs in ${data.aws_region.logs.id} (${data.aws_region.logs.description})"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.here.id}:iam::123456789012:root" }
      Action    = "execute-api:Invoke"
      Resource  = "arn:${data.aws_partition.here.partition}:execute-api:${data.aws_region.here.name}:*:*/*"
    }]
  })

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = var.name, version = "1.0" }
    paths = {
      "/orders" = {
        get = {
          responses = {}
          x-amazon-apigateway-integration = {
            type       = "aws_proxy"
            httpMethod = "POST"
            uri = format("arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations",
              data.aws_service.lambda.partition, data.aws_service.lambda.region,
              "arn:${data.aws_partition.here.partition}:lambda:${data.aws_region.here.name}:123456789012:function:orders"
            )
          }
        }
      }
    }
  })
}

resource "aws_apigatewayv2_api" "logs" {
  provider      = aws.logs
  name          = "${var.name}.${data.aws_region.logs.endpoint}"
  protocol_type = "HTTP"
}
