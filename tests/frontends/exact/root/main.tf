# Expressions that a plan takes apart into references, so that it does not say any more which resource is meant.
variable "blue" {
  type    = bool
  default = false
}

locals {
  calls = {
    list   = { parent = "orders", function = "items" }
    search = { parent = "users", function = "pages" }
  }
  functions = merge(
    { for name, function in aws_lambda_function.all : name => function.invoke_arn },
    { fallback = aws_lambda_function.fallback.invoke_arn },
  )
  listed = flatten([
    for name in ["items", "pages"] : [
      for verb in ["GET", "POST"] : { key = "${verb} ${name}", uri = aws_lambda_function.all[name].invoke_arn }
    ]
  ])
}

resource "aws_lambda_function" "all" {
  for_each = toset(["items", "pages"])

  function_name = each.key
  role          = "arn:aws:iam::123456789012:role/functions"
  filename      = "function.zip"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
}

resource "aws_lambda_function" "fallback" {
  function_name = "fallback"
  role          = "arn:aws:iam::123456789012:role/functions"
  filename      = "function.zip"
  runtime       = "nodejs22.x"
  handler       = "index.handler"
}

resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "index" {
  for_each = { for name, call in local.calls : upper(name) => call }

  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.all[each.value.function].invoke_arn
}

resource "aws_apigatewayv2_integration" "conditional" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = var.blue ? aws_lambda_function.all["items"].invoke_arn : aws_lambda_function.fallback.invoke_arn
}

resource "aws_apigatewayv2_integration" "member" {
  for_each = toset(["items", "fallback"])

  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = local.functions[each.key]
}

resource "aws_apigatewayv2_integration" "lookup" {
  for_each = toset(["pages", "unheard-of"])

  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = lookup(local.functions, each.key, aws_lambda_function.fallback.invoke_arn)
}

resource "aws_apigatewayv2_integration" "first" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = values(aws_lambda_function.all)[0].invoke_arn
}

resource "aws_apigatewayv2_integration" "one" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = one([for name, arn in local.functions : arn if name == "pages"])
}

resource "aws_apigatewayv2_integration" "flattened" {
  for_each = { for call in local.listed : call.key => call }

  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri  = each.value.uri
}

# Which one it is, the sources do not say either: it hangs on what only applying tells.
resource "aws_apigatewayv2_integration" "later" {
  api_id           = aws_apigatewayv2_api.shop.id
  integration_type = "AWS_PROXY"
  integration_uri = (
    aws_lambda_function.fallback.version == "1"
    ? aws_lambda_function.all["items"].invoke_arn
    : aws_lambda_function.all["pages"].invoke_arn
  )
}

resource "aws_apigatewayv2_route" "all" {
  for_each = local.calls

  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /${each.key}"
  target    = "integrations/${aws_apigatewayv2_integration.index[upper(each.key)].id}"
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
}

resource "aws_api_gateway_resource" "this" {
  for_each = toset(["orders", "users"])

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_resource" "item" {
  for_each = { for name, call in local.calls : name => call if name != "nothing" }

  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.this[each.value.parent].id
  path_part   = "{${each.key}}"
}

resource "aws_api_gateway_method" "item" {
  for_each = { for name, call in local.calls : "GET ${name}" => name }

  rest_api_id   = aws_api_gateway_rest_api.shop.id
  resource_id   = try(aws_api_gateway_resource.item[each.value].id, aws_api_gateway_rest_api.shop.root_resource_id)
  http_method   = "GET"
  authorization = "AWS_IAM"
}
