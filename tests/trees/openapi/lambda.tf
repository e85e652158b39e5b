resource "aws_iam_role" "lambda" {
  name = "${local.name}-lambda"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_lambda_function" "all" {
  for_each = local.functions

  function_name    = "${local.name}-${each.key}"
  role             = aws_iam_role.lambda.arn
  handler          = each.value.handler
  runtime          = "python3.12"
  timeout          = each.value.timeout
  filename         = "${path.module}/lambda/bookshop.zip"
  source_code_hash = filebase64sha256("${path.module}/lambda/bookshop.zip")
}

resource "aws_lambda_permission" "catalogue" {
  for_each = toset(["catalogue", "ordering"])

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.catalogue.execution_arn}/*/*"
}

resource "aws_lambda_permission" "authorize" {
  statement_id  = "authorizer"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all["authorize"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.catalogue.execution_arn}/authorizers/*"
}

# TODO: narrow this down
resource "aws_lambda_permission" "reports" {
  statement_id  = "everyone"
  action        = "lambda:*"
  function_name = aws_lambda_function.all["reports"].function_name
  principal     = "*"
}
