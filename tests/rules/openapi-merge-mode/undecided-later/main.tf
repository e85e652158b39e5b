resource "aws_api_gateway_rest_api" "mode" {
  name = "mode"
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
  put_rest_api_mode = terraform_data.mode.output
}

resource "terraform_data" "mode" {
  input = "merge"
}
