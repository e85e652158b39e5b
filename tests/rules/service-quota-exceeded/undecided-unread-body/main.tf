resource "aws_api_gateway_rest_api" "catalogue" {
  name = "catalogue"
  body = jsonencode({ openapi = "3.0.1", info = { title = terraform_data.title.id, version = "1" }, paths = {} })
}

resource "terraform_data" "title" {}
