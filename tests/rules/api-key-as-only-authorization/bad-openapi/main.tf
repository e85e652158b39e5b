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
  body = <<-YAML
    openapi: "3.0.1"
    info:
      title: shop
      version: "1"
    paths:
      /orders:
        get:
          security:
            - key: []
          responses:
            "200": {description: ok}
          x-amazon-apigateway-integration:
            type: http_proxy
            httpMethod: GET
            uri: https://orders.example.com
        post:
          security:
            - key: []
              sigv4: []
          responses:
            "200": {description: ok}
          x-amazon-apigateway-integration:
            type: http_proxy
            httpMethod: POST
            uri: https://orders.example.com
    components:
      securitySchemes:
        key:
          type: apiKey
          name: x-api-key
          in: header
        sigv4:
          type: apiKey
          name: Authorization
          in: header
          x-amazon-apigateway-authtype: awsSigv4
  YAML
}
