variable "name" {}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = "arn:aws:iam::123456789012:role/functions"
  filename      = "function.zip"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
}

output "arns" {
  value = {
    invoke = aws_lambda_function.this.invoke_arn
    plain  = aws_lambda_function.this.arn
  }
}
