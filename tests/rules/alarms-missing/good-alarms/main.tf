terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_sns_topic" "alarms" {
  name = "alarms"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = "abcdef"
  stage_name    = "live"
}

resource "aws_apigatewayv2_api" "http" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "http" {
  api_id = aws_apigatewayv2_api.http.id
  name   = "main"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_stage" "chat" {
  api_id = aws_apigatewayv2_api.chat.id
  name   = "talk"
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "shop"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "shop-acl"
    sampled_requests_enabled   = true
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.live.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled = true
  }
}

locals {
  rest = { "5XXError" = "Sum", "4XXError" = "Sum" }
}

resource "aws_cloudwatch_metric_alarm" "rest" {
  for_each            = local.rest
  alarm_name          = "rest-${each.key}"
  namespace           = "AWS/ApiGateway"
  metric_name         = each.key
  statistic           = each.value
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiName = aws_api_gateway_rest_api.shop.name
    Stage   = aws_api_gateway_stage.live.stage_name
  }
}

resource "aws_cloudwatch_metric_alarm" "whole_api" {
  alarm_name          = "whole_api"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiName = "shop"
  }
}

resource "aws_cloudwatch_composite_alarm" "slow" {
  alarm_name    = "slow"
  alarm_rule    = "ALARM(whole_api) OR ALARM(\"method\")"
  alarm_actions = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "method" {
  alarm_name          = "method"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiName  = aws_api_gateway_rest_api.shop.name
    Stage    = aws_api_gateway_stage.live.stage_name
    Method   = "GET"
    Resource = "/orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "http_rate" {
  alarm_name          = "http_rate"
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0.1
  alarm_actions       = [aws_sns_topic.alarms.arn]

  metric_query {
    id          = "rate"
    expression  = "errors / calls"
    return_data = true
  }

  metric_query {
    id = "errors"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "5xx"
      period      = 60
      stat        = "Sum"

      dimensions = {
        ApiId = aws_apigatewayv2_api.http.id
        Stage = aws_apigatewayv2_stage.http.name
      }
    }
  }

  metric_query {
    id = "calls"

    metric {
      namespace   = "AWS/ApiGateway"
      metric_name = "Count"
      period      = 60
      stat        = "Sum"

      dimensions = {
        ApiId = aws_apigatewayv2_api.http.id
        Stage = aws_apigatewayv2_stage.http.name
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "http_clients" {
  alarm_name          = "http_clients"
  namespace           = "AWS/ApiGateway"
  metric_name         = "4xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.http.id
  }
}

resource "aws_cloudwatch_metric_alarm" "http_latency" {
  alarm_name          = "http_latency"
  namespace           = "AWS/ApiGateway"
  metric_name         = "IntegrationLatency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.http.id
    Stage = aws_apigatewayv2_stage.http.name
  }
}

resource "aws_cloudwatch_metric_alarm" "chat_clients" {
  alarm_name          = "chat_clients"
  namespace           = "AWS/ApiGateway"
  metric_name         = "ClientError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.chat.id
    Stage = aws_apigatewayv2_stage.chat.name
  }
}

resource "aws_cloudwatch_metric_alarm" "chat_errors" {
  alarm_name          = "chat_errors"
  namespace           = "AWS/ApiGateway"
  metric_name         = "ExecutionError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.chat.id
    Stage = aws_apigatewayv2_stage.chat.name
  }
}

resource "aws_cloudwatch_metric_alarm" "chat_latency" {
  alarm_name          = "chat_latency"
  namespace           = "AWS/ApiGateway"
  metric_name         = "IntegrationLatency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_apigatewayv2_api.chat.id
    Stage = aws_apigatewayv2_stage.chat.name
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
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    WebACL = "shop-acl"
    Rule   = "ALL"
    Region = "eu-central-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "elsewhere" {
  alarm_name          = "elsewhere"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiName = "made-elsewhere"
    Stage   = "live"
  }
}
