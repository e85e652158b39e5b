terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.0" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "name" {
  default = "shop"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "${var.name}"
}

resource "aws_api_gateway_method" "root" {
  rest_api_id   = "${aws_api_gateway_rest_api.shop.id}"
  resource_id   = "${aws_api_gateway_rest_api.shop.root_resource_id}"
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id = "${aws_api_gateway_rest_api.shop.id}"
  resource_id = "${aws_api_gateway_method.root.resource_id}"
  http_method = "${aws_api_gateway_method.root.http_method}"
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = "${aws_api_gateway_rest_api.shop.id}"
  stage_name  = "live"

  # As Terraform 0.11 wrote it: it still waits.
  depends_on = ["aws_api_gateway_integration.root"]
}
