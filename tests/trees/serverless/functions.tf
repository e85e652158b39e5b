data "aws_iam_policy_document" "lambda_assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "lambda" {
  name               = "${local.prefix}-lambda"
  assume_role_policy = data.aws_iam_policy_document.lambda_assume.json
}

resource "aws_lambda_function" "fn" {
  for_each = local.functions

  function_name = "${local.prefix}-${each.key}"
  role          = aws_iam_role.lambda.arn
  runtime       = each.key == "pages" ? "nodejs16.x" : "python3.12"
  handler       = "${each.key}.handler"
  filename      = "src/functions.zip"
  timeout       = lookup({ upload = 60 }, each.key, 15)

  environment {
    variables = {
      TABLE   = aws_dynamodb_table.items.name
      WEBHOOK = var.slack_webhook
    }
  }
}

resource "aws_cloudwatch_log_group" "fn" {
  for_each          = aws_lambda_function.fn
  name              = "/aws/lambda/${each.value.function_name}"
  retention_in_days = 30
}

resource "aws_dynamodb_table" "items" {
  name         = "${local.prefix}-items"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
