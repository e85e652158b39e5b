resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

# A deployment that makes its own stage.
resource "aws_api_gateway_deployment" "own_stage" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "own"

  triggers = {
    redeployment = sha1(jsonencode(["x"]))
  }
}

# One whose stage is a resource, too.
resource "aws_api_gateway_deployment" "described" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "described"
}

resource "aws_api_gateway_stage" "described" {
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  deployment_id = aws_api_gateway_deployment.described.id
  stage_name    = "described"
}

# Replaced by its lifecycle: the sources say so, the plan does not.
resource "aws_api_gateway_deployment" "replaced" {
  rest_api_id = aws_api_gateway_rest_api.shop.id

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [aws_api_gateway_rest_api.shop.id]
  }
}

# The stage of a deployment, and one that is made elsewhere, with settings from here.
resource "aws_api_gateway_method_settings" "own" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_deployment.own_stage.stage_name
  method_path = "*/*"

  settings {
    logging_level = "INFO"
  }
}

resource "aws_api_gateway_method_settings" "elsewhere" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = "elsewhere"
  method_path = "*/*"

  settings {
    logging_level = "OFF"
  }
}

resource "aws_api_gateway_method_settings" "canary" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  stage_name  = aws_api_gateway_stage.canary.stage_name
  method_path = "~1orders~1{id}/GET"

  settings {
    throttling_rate_limit  = -1
    throttling_burst_limit = 0
  }
}

resource "aws_api_gateway_stage" "canary" {
  rest_api_id           = aws_api_gateway_rest_api.shop.id
  deployment_id         = aws_api_gateway_deployment.replaced.id
  stage_name            = "canary"
  cache_cluster_enabled = true
  cache_cluster_size    = "0.5"
  xray_tracing_enabled  = true
  client_certificate_id = "abc123"

  canary_settings {
    deployment_id   = aws_api_gateway_deployment.own_stage.id
    percent_traffic = 10
  }
}
