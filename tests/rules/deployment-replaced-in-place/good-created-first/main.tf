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

resource "aws_api_gateway_deployment" "shop" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { body = sha1(aws_api_gateway_rest_api.shop.body) }

  lifecycle {
    create_before_destroy = true
  }
}

# What a stage that is made first needs is made first, too.
resource "aws_api_gateway_deployment" "by_stage" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  triggers = { body = sha1(aws_api_gateway_rest_api.shop.body) }
}

resource "aws_api_gateway_stage" "prod" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.by_stage.id
  stage_name    = "prod"

  lifecycle {
    create_before_destroy = true
  }
}
