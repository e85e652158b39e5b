resource "aws_apigatewayv2_api" "this" {
  count         = 2
  name          = "shop-${count.index}"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "this" {
  count       = 2
  api_id      = aws_apigatewayv2_api.this[count.index].id
  name        = "$default"
  auto_deploy = true
}

# One of a list of all.
resource "aws_apigatewayv2_route" "element" {
  count              = 2
  api_id             = element(aws_apigatewayv2_api.this[*].id, count.index)
  route_key          = "GET /element"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "last" {
  api_id             = aws_apigatewayv2_api.this.*.id[1]
  route_key          = "GET /last"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "for" {
  for_each           = { for index, api in aws_apigatewayv2_api.this : "api-${index}" => api }
  api_id             = each.value.id
  route_key          = "GET /for"
  authorization_type = "NONE"
}

# Only one of them can be told: there is one.
resource "aws_apigatewayv2_api" "single" {
  for_each      = toset(["only"])
  name          = "single"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "single" {
  api_id             = [for api in aws_apigatewayv2_api.single : api.id][0]
  route_key          = "GET /single"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_route" "values" {
  api_id             = values(aws_apigatewayv2_api.single)[0].id
  route_key          = "GET /values"
  authorization_type = "NONE"
}

resource "aws_apigatewayv2_stage" "single" {
  for_each    = aws_apigatewayv2_api.single
  api_id      = each.value.id
  name        = each.key
  auto_deploy = true
}
