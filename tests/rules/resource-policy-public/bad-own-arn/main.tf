terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# The ARN of the API is known after apply; which requests the policy names is known all the same.
resource "aws_api_gateway_rest_api" "shop" {
  for_each = toset(["document", "json", "id"])
  name     = each.key
}

resource "aws_api_gateway_method" "this" {
  for_each      = { for pair in setproduct(["document", "json", "id"], ["GET", "DELETE"]) : join(" ", pair) => pair }
  rest_api_id   = aws_api_gateway_rest_api.shop[each.value[0]].id
  resource_id   = aws_api_gateway_rest_api.shop[each.value[0]].root_resource_id
  http_method   = each.value[1]
  authorization = "AWS_IAM"
}

# Everything.
data "aws_iam_policy_document" "open" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.shop["document"].execution_arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_api_gateway_rest_api_policy" "document" {
  rest_api_id = aws_api_gateway_rest_api.shop["document"].id
  policy      = data.aws_iam_policy_document.open.json
}

# One of the two routes.
resource "aws_api_gateway_rest_api_policy" "json" {
  rest_api_id = aws_api_gateway_rest_api.shop["json"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "${aws_api_gateway_rest_api.shop["json"].execution_arn}/*/GET/"
    }]
  })
}

# The ARN put together.
resource "aws_api_gateway_rest_api_policy" "id" {
  rest_api_id = aws_api_gateway_rest_api.shop["id"].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = ["arn:aws:execute-api:eu-central-1:123456789012:${aws_api_gateway_rest_api.shop["id"].id}/*/DELETE/"]
    }]
  })
}
