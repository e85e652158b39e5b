# The services. What integrations and policies say of them is built from names, so that a plan shows it before they exist.

data "aws_caller_identity" "this" {}

data "aws_service" "apigateway" {
  service_id = "apigateway"
}

locals {
  account_id = data.aws_caller_identity.this.account_id
  partition  = data.aws_service.apigateway.partition
  region     = data.aws_service.apigateway.region

  bucket_name    = "${var.name}-invoices-${local.account_id}"
  customer_index = "by-customer"
  queue_name     = "${var.name}-orders"
  service_uri    = "arn:${local.partition}:apigateway:${local.region}"
  table_name     = "${var.name}-orders"
  topic_arn      = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-events"
  unavailable    = jsonencode({ message = "the order service is not available" })
}

resource "aws_dynamodb_table" "orders" {
  name         = local.table_name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "customer"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }

  global_secondary_index {
    name            = local.customer_index
    hash_key        = "customer"
    projection_type = "ALL"
    range_key       = "id"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}

resource "aws_sqs_queue" "orders" {
  name                    = local.queue_name
  sqs_managed_sse_enabled = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed_orders.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "failed_orders" {
  name                      = "${local.queue_name}-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}

resource "aws_sns_topic" "events" {
  name              = "${var.name}-events"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_s3_bucket" "invoices" {
  bucket        = local.bucket_name
  force_destroy = var.force_destroy
}

resource "aws_s3_bucket_public_access_block" "invoices" {
  bucket                  = aws_s3_bucket.invoices.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  versioning_configuration {
    status = "Enabled"
  }
}
