module "function" {
  source = "../lambda"

  project     = var.project
  env         = var.env
  name        = "authorizer"
  handler     = "authorizer.handler"
  timeout     = 5
  environment = var.environment
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["apigateway.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "invoke" {
  statement {
    actions   = ["lambda:InvokeFunction"]
    resources = [module.function.arn]
  }
}

resource "aws_iam_role" "invoke" {
  name               = "${var.project}-${var.env}-authorizer-invoke"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "invoke" {
  name   = "invoke"
  role   = aws_iam_role.invoke.id
  policy = data.aws_iam_policy_document.invoke.json
}

resource "aws_api_gateway_authorizer" "token" {
  name                             = "token"
  rest_api_id                      = var.rest_api_id
  type                             = "TOKEN"
  identity_source                  = "method.request.header.Authorization"
  identity_validation_expression   = var.token_pattern
  authorizer_uri                   = module.function.invoke_arn
  authorizer_credentials           = aws_iam_role.invoke.arn
  authorizer_result_ttl_in_seconds = var.ttl
}
