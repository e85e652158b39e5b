resource "aws_api_gateway_rest_api" "rest" {
  name = "rest"
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
  fail_on_warnings = terraform_data.strict.output
}

resource "terraform_data" "strict" {
  input = true
}
