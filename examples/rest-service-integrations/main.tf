# AWS services behind a REST API, without a function between them: mapping templates write the requests, roles of one
# service each bound what they can do, and IAM says who may call.

module "api" {
  source = "../../modules/rest-api"

  name        = var.name
  description = "Orders: DynamoDB, SQS, SNS and S3 by mapping templates"

  # IAM principals that may invoke the API; a role with execute-api:Invoke on a route may call that route only.
  authorization = { type = "AWS_IAM" }

  binary_media_types = ["application/pdf"]

  gateway_responses = {
    BAD_REQUEST_BODY = {
      status_code        = "400"
      response_templates = { "application/json" = file("${path.module}/templates/bad-request.json.vtl") }
    }
  }

  integrations = {
    health = {
      type              = "MOCK"
      request_templates = { "application/json" = jsonencode({ statusCode = 200 }) }
      responses         = { "200" = { response_templates = { "application/json" = jsonencode({ status = "ok" }) } } }
    }

    # DynamoDB answers 400 where the condition fails, and where it is asked wrongly.
    put_order = {
      type              = "AWS"
      uri               = "${local.service_uri}:dynamodb:action/PutItem"
      credentials_arn   = aws_iam_role.integration["dynamodb"].arn
      request_templates = { "application/json" = templatefile("${path.module}/templates/put-order.json.vtl", { table_name = local.table_name }) }
      responses = {
        "201" = { response_templates = { "application/json" = file("${path.module}/templates/order-created.json.vtl") } }
        "409" = { selection_pattern = "400", response_templates = { "application/json" = file("${path.module}/templates/order-refused.json.vtl") } }
        "502" = { selection_pattern = "5\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    get_order = {
      type              = "AWS"
      uri               = "${local.service_uri}:dynamodb:action/GetItem"
      credentials_arn   = aws_iam_role.integration["dynamodb"].arn
      request_templates = { "application/json" = templatefile("${path.module}/templates/get-order.json.vtl", { table_name = local.table_name }) }
      responses = {
        "200" = { response_templates = { "application/json" = file("${path.module}/templates/order.json.vtl") } }
        "502" = { selection_pattern = "[45]\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    list_orders = {
      type              = "AWS"
      uri               = "${local.service_uri}:dynamodb:action/Query"
      credentials_arn   = aws_iam_role.integration["dynamodb"].arn
      request_templates = { "application/json" = templatefile("${path.module}/templates/list-orders.json.vtl", { index_name = local.customer_index, table_name = local.table_name }) }
      responses = {
        "200" = { response_templates = { "application/json" = file("${path.module}/templates/orders.json.vtl") } }
        "502" = { selection_pattern = "[45]\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    queue_order = {
      type               = "AWS"
      uri                = "${local.service_uri}:sqs:path/${local.account_id}/${local.queue_name}"
      credentials_arn    = aws_iam_role.integration["sqs"].arn
      request_parameters = { "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'" }
      request_templates  = { "application/json" = file("${path.module}/templates/send-message.vtl") }
      responses = {
        "202" = { response_templates = { "application/json" = file("${path.module}/templates/message-accepted.json.vtl") } }
        "502" = { selection_pattern = "[45]\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    publish_event = {
      type               = "AWS"
      uri                = "${local.service_uri}:sns:path//"
      credentials_arn    = aws_iam_role.integration["sns"].arn
      request_parameters = { "integration.request.header.Content-Type" = "'application/x-www-form-urlencoded'" }
      request_templates  = { "application/json" = templatefile("${path.module}/templates/publish.vtl", { topic_arn = local.topic_arn }) }
      responses = {
        "202" = { response_templates = { "application/json" = file("${path.module}/templates/event-accepted.json.vtl") } }
        "502" = { selection_pattern = "[45]\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    get_invoice = {
      type                 = "AWS"
      uri                  = "${local.service_uri}:s3:path/${local.bucket_name}/invoices/{id}.pdf"
      http_method          = "GET"
      credentials_arn      = aws_iam_role.integration["s3"].arn
      passthrough_behavior = "WHEN_NO_TEMPLATES" # a GET has no body that a template could take
      request_parameters   = { "integration.request.path.id" = "method.request.path.id" }
      responses = {
        "200" = { response_parameters = { "method.response.header.Content-Type" = "integration.response.header.Content-Type" } }
        "404" = { selection_pattern = "40[34]", response_templates = { "application/json" = jsonencode({ message = "no such invoice" }) } }
        "502" = { selection_pattern = "5\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }

    put_invoice = {
      type                 = "AWS"
      uri                  = "${local.service_uri}:s3:path/${local.bucket_name}/invoices/{id}.pdf"
      http_method          = "PUT"
      credentials_arn      = aws_iam_role.integration["s3"].arn
      passthrough_behavior = "WHEN_NO_TEMPLATES" # the file is passed as it is
      request_parameters = {
        "integration.request.header.Content-Type" = "'application/pdf'"
        "integration.request.path.id"             = "method.request.path.id"
      }
      responses = {
        "201" = { response_templates = { "application/json" = jsonencode({ message = "stored" }) } }
        "502" = { selection_pattern = "[45]\\d{2}", response_templates = { "application/json" = local.unavailable } }
      }
    }
  }

  models = {
    Event = { schema = file("${path.module}/models/event.json") }
    Order = { schema = file("${path.module}/models/order.json") }
  }

  request_validators = {
    all        = { body = true, parameters = true }
    parameters = { parameters = true }
  }

  routes = {
    "GET /health" = { integration_key = "health" }

    "GET /orders" = {
      integration_key       = "list_orders"
      request_parameters    = { "method.request.querystring.customer" = true, "method.request.querystring.after" = false }
      request_validator_key = "parameters"
    }
    "POST /orders" = { # for whoever can wait: it is read from the queue
      integration_key       = "queue_order"
      request_models        = { "application/json" = "Order" }
      request_validator_key = "all"
    }
    "GET /orders/{id}" = { integration_key = "get_order" }
    "PUT /orders/{id}" = {
      integration_key       = "put_order"
      request_models        = { "application/json" = "Order" }
      request_validator_key = "all"
    }

    "POST /events" = {
      integration_key       = "publish_event"
      request_models        = { "application/json" = "Event" }
      request_validator_key = "all"
    }

    "GET /invoices/{id}" = { integration_key = "get_invoice" }
    "PUT /invoices/{id}" = {
      integration_key       = "put_invoice"
      request_parameters    = { "method.request.header.Content-Type" = true }
      request_validator_key = "parameters"
    }
  }

  stages = { prod = {} }

  # Stages cannot log before the account has a role for it.
  depends_on = [module.account_logging]
}

module "account_logging" {
  source = "../../modules/logging/account"
  count  = var.manage_account_logging ? 1 : 0

  role_name = "${var.name}-apigateway-logs"
}
