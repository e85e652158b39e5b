resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({ openapi = "3.0.1", info = { title = "catalogue", version = "1" }, paths = terraform_data.paths.output })
}

resource "terraform_data" "paths" {
  input = {}
}
