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

resource "aws_cloudwatch_metric_alarm" "rest_dimension_of_http" {
  alarm_name          = "rest_dimension_of_http"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiName = aws_apigatewayv2_api.http.name
    Stage   = aws_apigatewayv2_stage.http.name
  }
}

resource "aws_cloudwatch_metric_alarm" "rest_name_of_http" {
  alarm_name          = "rest_name_of_http"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
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

resource "aws_cloudwatch_metric_alarm" "id_of_rest" {
  alarm_name          = "id_of_rest"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiId = aws_api_gateway_rest_api.shop.id
    Stage = aws_api_gateway_stage.live.stage_name
  }
}

resource "aws_cloudwatch_metric_alarm" "name_is_id" {
  alarm_name          = "name_is_id"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    ApiName = aws_api_gateway_rest_api.shop.id
    Stage   = aws_api_gateway_stage.live.stage_name
  }
}

resource "aws_cloudwatch_metric_alarm" "stage_alone" {
  alarm_name          = "stage_alone"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    Stage = "live"
  }
}

resource "aws_cloudwatch_metric_alarm" "stage_id" {
  alarm_name          = "stage_id"
  namespace           = "AWS/ApiGateway"
  metric_name         = "4XXError"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]
  actions_enabled     = false

  dimensions = {
    ApiName = aws_api_gateway_rest_api.shop.name
    Stage   = aws_api_gateway_stage.live.id
  }
}

resource "aws_cloudwatch_metric_alarm" "spelling" {
  alarm_name          = "spelling"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xxError"
  statistic           = "Sum"
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

resource "aws_cloudwatch_metric_alarm" "websocket" {
  alarm_name          = "websocket"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5xx"
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

resource "aws_cloudwatch_metric_alarm" "method" {
  alarm_name          = "method"
  namespace           = "AWS/ApiGateway"
  metric_name         = "Latency"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    ApiName  = aws_api_gateway_rest_api.shop.name
    Stage    = aws_api_gateway_stage.live.stage_name
    Method   = "GET"
    Resource = "/orders"
  }
}

resource "aws_cloudwatch_metric_alarm" "rate" {
  alarm_name          = "rate"
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
      metric_name = "5XXError"
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
  }
}

resource "aws_cloudwatch_metric_alarm" "waf_name" {
  alarm_name          = "waf_name"
  namespace           = "AWS/WAFV2"
  metric_name         = "BlockedRequests"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5
  alarm_actions       = [aws_sns_topic.alarms.arn]

  dimensions = {
    WebACL = aws_wafv2_web_acl.shop.name
    Rule   = "ALL"
    Region = "eu-central-1"
  }
}

resource "aws_cloudwatch_metric_alarm" "right" {
  alarm_name          = "right"
  namespace           = "AWS/ApiGateway"
  metric_name         = "5XXError"
  statistic           = "Sum"
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

resource "aws_cloudwatch_metric_alarm" "other" {
  alarm_name          = "other"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 5

  dimensions = {
    FunctionName = "x"
  }
}
