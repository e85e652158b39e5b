terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "terraform_data" "later" {
  input = "x"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.http.id
  name   = "main"
}

resource "aws_cloudwatch_metric_alarm" "later" {
  alarm_name          = "later"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiId = terraform_data.later.output
    Stage = "main"
  }
}

resource "aws_cloudwatch_metric_alarm" "unheard" {
  alarm_name          = "unheard"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Handshakes"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiId = aws_apigatewayv2_api.http.id
    Stage = aws_apigatewayv2_stage.http.name
  }
}

resource "aws_cloudwatch_metric_alarm" "nothing" {
  alarm_name          = "nothing"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
}

resource "aws_cloudwatch_metric_alarm" "method" {
  alarm_name          = "method"
  namespace           = "AWS/ApiGateway"
  metric_name         = "4xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiId    = "zzzzzzzzzz"
    Stage    = "live"
    Method   = "GET"
    Resource = "/orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "waf" {
  alarm_name          = "waf"
  namespace           = "AWS/WAFV2"
  metric_name         = "BlockedRequests"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    WebACL = "elsewhere"
    Rule   = "ALL"
  }
}

resource "aws_cloudwatch_composite_alarm" "any" {
  alarm_name    = "any"
  alarm_rule    = terraform_data.later.output
  alarm_actions = ["arn:aws:sns:eu-central-1:123456789012:alarms"]
}
