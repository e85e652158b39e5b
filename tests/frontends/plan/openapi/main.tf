# Bodies: as text, from files, from templates, not yet known, and beside methods that are resources.
resource "terraform_data" "later" {
  input = timestamp()
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "bodies/rest.json"
}

resource "aws_api_gateway_rest_api" "encoded" {
  name = "encoded"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "encoded", version = "1" }
    paths = {
      "/orders" = {
        get = {
          security                          = [{ staff = [] }]
          "x-amazon-apigateway-integration" = { type = "mock" }
        }
        "x-amazon-apigateway-any-method" = {
          "x-amazon-apigateway-integration" = { type = "http_proxy", httpMethod = "ANY", uri = "https://backend.example.com" }
        }
      }
    }
    components = {
      securitySchemes = {
        staff = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type                         = "token"
            authorizerUri                = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:staff/invocations"
            authorizerResultTtlInSeconds = 60
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api" "file" {
  name = "file"
  body = file("${path.module}/bodies/rest.json")
}

resource "aws_api_gateway_rest_api" "template" {
  name = "template"
  body = templatefile("${path.module}/bodies/rest.yaml.tftpl", { backend = "https://backend.example.com" })
}

# One unknown part makes the whole text unknown.
resource "aws_api_gateway_rest_api" "later" {
  name                         = "later"
  disable_execute_api_endpoint = true
  body                         = templatefile("${path.module}/bodies/rest.yaml.tftpl", { backend = aws_lambda_function.orders.invoke_arn })
}

resource "aws_api_gateway_deployment" "later" {
  rest_api_id = aws_api_gateway_rest_api.later.id
}

resource "aws_api_gateway_stage" "later" {
  rest_api_id   = aws_api_gateway_rest_api.later.id
  deployment_id = aws_api_gateway_deployment.later.id
  stage_name    = "live"
}

# A body, and methods beside it.
resource "aws_api_gateway_rest_api" "both" {
  name = "both"
  body = file("${path.module}/bodies/rest.json")
}

resource "aws_api_gateway_method" "both" {
  rest_api_id   = aws_api_gateway_rest_api.both.id
  resource_id   = aws_api_gateway_rest_api.both.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_rest_api" "put" {
  name = "put"
}

resource "aws_api_gateway_rest_api_put" "put" {
  rest_api_id = aws_api_gateway_rest_api.put.id
  body        = file("${path.module}/bodies/rest.json")
}

resource "aws_api_gateway_rest_api" "broken" {
  name = "broken"
  body = "{\"openapi\": "
}

resource "aws_apigatewayv2_api" "file" {
  name          = "file"
  protocol_type = "HTTP"
  body          = file("${path.module}/bodies/http.yaml")
}

resource "aws_apigatewayv2_stage" "file" {
  api_id      = aws_apigatewayv2_api.file.id
  name        = "$default"
  auto_deploy = true

  route_settings {
    route_key              = "GET /orders"
    throttling_rate_limit  = 1
    throttling_burst_limit = 1
  }
}

resource "aws_apigatewayv2_api" "later" {
  name          = "later"
  protocol_type = "HTTP"
  body          = terraform_data.later.output
}

resource "aws_apigatewayv2_route" "later" {
  api_id             = aws_apigatewayv2_api.later.id
  route_key          = "GET /beside"
  authorization_type = "AWS_IAM"
}
