# The account's CloudWatch role.

mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws-cn:iam::123456789012:role/mock"
    }
  }
}

run "role" {
  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Service == "apigateway.amazonaws.com"
    error_message = "API Gateway assumes the role"
  }

  assert {
    condition     = aws_iam_role_policy_attachment.this.policy_arn == "arn:aws-cn:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    error_message = "the partition is the role's: ${aws_iam_role_policy_attachment.this.policy_arn}"
  }

  assert {
    condition     = aws_api_gateway_account.this.cloudwatch_role_arn == aws_iam_role.this.arn && output.role_arn == aws_iam_role.this.arn
    error_message = "the account uses the role"
  }
}

run "role_name" {
  command = plan

  variables {
    role_name = "with space"
  }

  expect_failures = [var.role_name]
}

run "role_path" {
  command = plan

  variables {
    role_path = "no-slashes"
  }

  expect_failures = [var.role_path]
}
