resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  tags = terraform_data.tags.output
}

resource "terraform_data" "tags" {
  input = { team = "shop", data = "internal" }
}

# The values are not asked for.
resource "aws_api_gateway_rest_api" "keys" {
  name = "keys"
  tags = { team = terraform_data.tags.id, data = "internal" }
}
