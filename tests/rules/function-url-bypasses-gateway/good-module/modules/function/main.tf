variable "name" {
  type = string
}

variable "authorization" {
  type = string
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = "arn:aws:iam::123456789012:role/function"
  runtime       = "python3.13"
  handler       = "main.handler"
  filename      = "main.zip"
}

resource "aws_lambda_function_url" "this" {
  count = var.authorization == null ? 0 : 1

  function_name      = aws_lambda_function.this.function_name
  authorization_type = var.authorization
}

output "invoke_arn" {
  value = aws_lambda_function.this.invoke_arn
}
