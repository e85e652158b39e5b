resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  tags = terraform_data.tags.output
}

resource "terraform_data" "tags" {
  input = { team = "shop", data = "internal" }
}

# Of a map with one value that is known later the provider shows nothing.
resource "aws_api_gateway_rest_api" "keys" {
  name = "keys"
  tags = { team = terraform_data.tags.id, data = "internal" }
}
