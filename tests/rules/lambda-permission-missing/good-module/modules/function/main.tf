variable "name" {
  type = string
}

variable "permissions" {
  type = map(string)
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = "arn:aws:iam::123456789012:role/function"
  runtime       = "python3.13"
  handler       = "main.handler"
  filename      = "main.zip"
}

resource "aws_lambda_permission" "this" {
  for_each = var.permissions

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = each.value
}

output "invoke_arn" {
  value = aws_lambda_function.this.invoke_arn
}
