# What else a team's plan is full of: a service that has no gateway. `tools/bench.py` repeats the plan of this folder for
# the nine resources in ten that are nobody's gateway.

provider "aws" {}

variable "name" {
  description = "Name of the service; everything is named after it."
  type        = string
  default     = "backoffice"
  nullable    = false
}

variable "subnets" {
  description = "CIDR blocks of the private subnets by availability zone."
  type        = map(string)
  default     = { "eu-central-1a" = "10.20.0.0/24", "eu-central-1b" = "10.20.1.0/24" }
  nullable    = false
}

locals {
  tags = {
    CostCentre  = "4711"
    Environment = "production"
    Service     = var.name
    Team        = "backoffice-platform"
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_hostnames = true
  tags                 = merge(local.tags, { Name = var.name })
}

resource "aws_subnet" "private" {
  for_each = var.subnets

  availability_zone = each.key
  cidr_block        = each.value
  tags              = merge(local.tags, { Name = "${var.name}-${each.key}" })
  vpc_id            = aws_vpc.this.id
}

resource "aws_security_group" "service" {
  name        = "${var.name}-service"
  description = "Traffic of the service's instances"
  tags        = local.tags
  vpc_id      = aws_vpc.this.id

  ingress {
    description = "From inside the network"
    cidr_blocks = [aws_vpc.this.cidr_block]
    from_port   = 8443
    protocol    = "tcp"
    to_port     = 8443
  }

  egress {
    description = "To anywhere over TLS"
    cidr_blocks = ["0.0.0.0/0"]
    from_port   = 443
    protocol    = "tcp"
    to_port     = 443
  }
}

resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "Traffic of the service's database"
  tags        = local.tags
  vpc_id      = aws_vpc.this.id

  ingress {
    description     = "From the service"
    from_port       = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.service.id]
    to_port         = 5432
  }
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "service" {
  statement {
    sid       = "Documents"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]
    resources = ["${aws_s3_bucket.documents.arn}/*"]
  }

  statement {
    sid       = "Jobs"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.jobs.arn]
  }
}

resource "aws_iam_role" "service" {
  name               = "${var.name}-service"
  assume_role_policy = data.aws_iam_policy_document.assume.json
  description        = "What the service's instances may do"
  tags               = local.tags
}

resource "aws_iam_role_policy" "service" {
  name   = "service"
  policy = data.aws_iam_policy_document.service.json
  role   = aws_iam_role.service.id
}

resource "aws_iam_role_policy_attachment" "session_manager" {
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
  role       = aws_iam_role.service.name
}

resource "aws_iam_instance_profile" "service" {
  name = "${var.name}-service"
  role = aws_iam_role.service.name
  tags = local.tags
}

resource "aws_instance" "service" {
  for_each = aws_subnet.private

  ami                    = "ami-0c4c4bd6cf0c5fe52"
  iam_instance_profile   = aws_iam_instance_profile.service.name
  instance_type          = "m6i.large"
  monitoring             = true
  subnet_id              = each.value.id
  tags                   = merge(local.tags, { Name = "${var.name}-${each.key}" })
  vpc_security_group_ids = [aws_security_group.service.id]

  user_data = <<-SCRIPT
    #!/bin/bash
    set -euo pipefail
    dnf install --assumeyes amazon-cloudwatch-agent
    systemctl enable --now amazon-cloudwatch-agent
    aws s3 cp "s3://${var.name}-documents/releases/current.tar.gz" - | tar --extract --gzip --directory /opt/service
    systemctl enable --now service
  SCRIPT

  metadata_options {
    http_tokens = "required"
  }

  root_block_device {
    encrypted   = true
    kms_key_id  = aws_kms_key.this.arn
    volume_size = 60
    volume_type = "gp3"
  }
}

resource "aws_kms_key" "this" {
  description         = "Data of ${var.name}"
  enable_key_rotation = true
  tags                = local.tags
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_s3_bucket" "documents" {
  bucket = "${var.name}-documents"
  tags   = local.tags
}

resource "aws_s3_bucket_versioning" "documents" {
  bucket = aws_s3_bucket.documents.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "documents" {
  bucket = aws_s3_bucket.documents.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.this.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "documents" {
  bucket = aws_s3_bucket.documents.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "documents" {
  bucket = aws_s3_bucket.documents.id

  rule {
    id     = "archive"
    status = "Enabled"

    filter {
      prefix = "reports/"
    }

    transition {
      days          = 90
      storage_class = "GLACIER_IR"
    }

    noncurrent_version_expiration {
      noncurrent_days = 365
    }
  }
}

resource "aws_sqs_queue" "dead" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}

resource "aws_sqs_queue" "jobs" {
  name                       = "${var.name}-jobs"
  sqs_managed_sse_enabled    = true
  tags                       = local.tags
  visibility_timeout_seconds = 300

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

resource "aws_cloudwatch_log_group" "service" {
  name              = "/backoffice/${var.name}"
  retention_in_days = 90
  tags              = local.tags
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_actions       = [aws_sns_topic.alarms.arn]
  alarm_description   = "Jobs failed five times"
  comparison_operator = "GreaterThanThreshold"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  evaluation_periods  = 1
  metric_name         = "ApproximateNumberOfMessagesVisible"
  namespace           = "AWS/SQS"
  period              = 300
  statistic           = "Maximum"
  tags                = local.tags
  threshold           = 0
}

resource "aws_sns_topic" "alarms" {
  name              = "${var.name}-alarms"
  kms_master_key_id = "alias/aws/sns"
  tags              = local.tags
}


resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.private : subnet.id]
  tags       = local.tags
}

resource "aws_db_instance" "this" {
  identifier                      = var.name
  allocated_storage               = 100
  backup_retention_period         = 14
  db_subnet_group_name            = aws_db_subnet_group.this.name
  deletion_protection             = true
  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]
  engine                          = "postgres"
  engine_version                  = "16.4"
  instance_class                  = "db.m6g.large"
  kms_key_id                      = aws_kms_key.this.arn
  manage_master_user_password     = true
  multi_az                        = true
  storage_encrypted               = true
  storage_type                    = "gp3"
  tags                            = local.tags
  username                        = "service"
  vpc_security_group_ids          = [aws_security_group.database.id]
}

output "bucket" {
  description = "Name of the bucket of documents."
  value       = aws_s3_bucket.documents.bucket
}

output "queue_arn" {
  description = "ARN of the queue of jobs."
  value       = aws_sqs_queue.jobs.arn
}
