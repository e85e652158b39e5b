# DELIBERATELY BAD. A variant of examples/rest-crud with what goes wrong in real gateways, for demonstrations and tests of
# apigw-check. It validates and plans; never apply it. The comment on a line names the rule that must find it.

module "api" {
  source = "../../../modules/rest-api"

  name                         = "users-poor"
  custom_domain_attached       = true
  disable_execute_api_endpoint = false # APIGW-606, and with the domain's mutual TLS APIGW-203

  authorizers = {
    members = {
      type          = "COGNITO_USER_POOLS"
      provider_arns = [aws_cognito_user_pool.this.arn]
    }
  }

  functions = {
    users = { arn = module.users.function_arn }
  }

  integrations = {
    audit = {
      type              = "AWS"
      uri               = "arn:aws:apigateway:eu-central-1:dynamodb:action/PutItem"
      credentials_arn   = aws_iam_role.audit.arn
      request_templates = { "application/json" = jsonencode({ TableName = aws_dynamodb_table.audit.name, Item = { id = { S = "$context.requestId" } } }) }
      responses         = { "200" = {} }
    }
    legacy = {
      type               = "HTTP_PROXY"
      uri                = "http://legacy.example.com/{proxy}" # APIGW-209
      request_parameters = { "integration.request.path.proxy" = "method.request.path.proxy" }
    }
    reports = {
      type                 = "HTTP_PROXY"
      uri                  = "https://reports.example.com/"
      insecure_skip_verify = true # APIGW-210
    }
    users = { type = "AWS_PROXY", function_key = "users" }
  }

  resource_policy = {
    json = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = "*" # APIGW-601
        Action    = "execute-api:Invoke"
        Resource  = "*"
      }]
    })
  }

  routes = {
    "ANY /legacy/{proxy+}" = { integration_key = "legacy", authorization = "NONE" }                           # APIGW-106
    "POST /audit"          = { integration_key = "audit", authorization = "NONE" }                            # APIGW-107
    "GET /reports"         = { integration_key = "reports", authorization = "NONE", api_key_required = true } # APIGW-101, APIGW-105
    "GET /users"           = { integration_key = "users", authorization = "NONE" }                            # APIGW-101
    "POST /users"          = { integration_key = "users", authorizer_key = "members" }
  }

  # APIGW-501: no web ACL.
  stages = {
    prod = {
      access_log = { enabled = false } # APIGW-301
      cache      = { size_gb = "0.5" }
      default_method_settings = {
        cache_data_encrypted                    = false # APIGW-420
        caching_enabled                         = true
        data_trace_enabled                      = true                                  # APIGW-306
        require_authorization_for_cache_control = false                                 # APIGW-421
        throttle                                = { burst_limit = -1, rate_limit = -1 } # APIGW-402
      }
      method_settings = {
        "POST /users" = { logging_level = "OFF" } # APIGW-305
      }
    }
  }
}

module "users" {
  source = "../../../modules/lambda-function"

  name            = "users-poor"
  handler         = "users.handler.handle"
  source_dir      = "${path.module}/src"
  source_patterns = ["users/*.py"]
}

resource "aws_lambda_permission" "anyone" {
  action        = "lambda:InvokeFunction"
  function_name = module.users.function_name
  principal     = "apigateway.amazonaws.com" # APIGW-612: every API of every account
}

resource "aws_cognito_user_pool" "this" {
  name = "users-poor"
}

resource "aws_dynamodb_table" "audit" {
  name         = "users-poor-audit"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "audit" {
  name = "users-poor-audit"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "apigateway.amazonaws.com" }
    }]
  })
}
