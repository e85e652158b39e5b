locals {
  partition = split(":", aws_iam_role.this.arn)[1]
}
