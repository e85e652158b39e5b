terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

data "aws_region" "here" {}

resource "aws_iam_role" "queue" {
  name               = "queue"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}

resource "aws_iam_role_policy" "queue" {
  role   = aws_iam_role.queue.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_sqs_queue" "events" {
  name = "events"
}

# What it calls is known, with whose permissions and where is not.
resource "aws_api_gateway_rest_api" "events" {
  name = "events"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "events", version = "1" }
    paths = {
      "/events" = {
        post = {
          x-amazon-apigateway-integration = {
            type        = "aws"
            httpMethod  = "POST"
            uri         = "arn:aws:apigateway:${data.aws_region.here.name}:sqs:path/123456789012/events"
            credentials = aws_iam_role.queue.arn
            requestTemplates = {
              "application/json" = "QueueUrl=${aws_sqs_queue.events.url}"
            }
          }
        }
      }
    }
  })
}
