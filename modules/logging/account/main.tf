# API Gateway has one CloudWatch role per account and region, whatever the number of APIs: apply this once in each.

resource "aws_iam_role" "this" {
  name = var.role_name
  path = var.role_path
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
  description          = "API Gateway writes execution and access logs with it"
  permissions_boundary = var.permissions_boundary_arn
  tags                 = var.tags
}

resource "aws_iam_role_policy_attachment" "this" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
}

resource "aws_api_gateway_account" "this" {
  cloudwatch_role_arn = aws_iam_role.this.arn

  # The service tries the role when it is set.
  depends_on = [aws_iam_role_policy_attachment.this]
}
