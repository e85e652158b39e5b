# Which API each instance means stands in the for_each: in a map, in an object, in a set, in a local.
locals {
  names = toset(["a", "b"])
  apis  = { one = aws_apigatewayv2_api.one.id, two = aws_apigatewayv2_api.two.id }
}

resource "aws_apigatewayv2_api" "one" {
  name          = "one"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "two" {
  name          = "two"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_api" "many" {
  for_each      = toset(["a", "b"])
  name          = each.key
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "of_map" {
  for_each  = { one = aws_apigatewayv2_api.one.id, two = aws_apigatewayv2_api.two.id }
  api_id    = each.value
  route_key = "GET /map/${each.key}"
}

resource "aws_apigatewayv2_route" "of_objects" {
  for_each = {
    first  = { api = aws_apigatewayv2_api.one.id, also = aws_apigatewayv2_api.two.arn }
    second = { api = aws_apigatewayv2_api.two.id, also = aws_apigatewayv2_api.one.arn }
  }
  api_id    = each.value.api
  route_key = "GET /objects/${each.key}"
}

# The value is the key of another block; the plan alone shows a map of constants, and a set not at all.
resource "aws_apigatewayv2_route" "of_set" {
  for_each  = toset(["a", "b"])
  api_id    = aws_apigatewayv2_api.many[each.value].id
  route_key = "GET /set/${each.key}"
}

resource "aws_apigatewayv2_route" "swapped" {
  for_each  = { a = "b", b = "a" }
  api_id    = aws_apigatewayv2_api.many[each.value].id
  route_key = "GET /swapped/${each.key}"
}

resource "aws_apigatewayv2_route" "of_indexes" {
  for_each = {
    first  = { which = "b", target = aws_apigatewayv2_api.one.arn }
    second = { which = "a", target = aws_apigatewayv2_api.two.arn }
  }
  api_id    = aws_apigatewayv2_api.many[each.value.which].id
  route_key = "GET /indexes/${each.key}"
}

resource "aws_apigatewayv2_route" "of_local_set" {
  for_each  = local.names
  api_id    = aws_apigatewayv2_api.many[each.value].id
  route_key = "GET /local-set/${each.key}"
}

resource "aws_apigatewayv2_route" "of_local_map" {
  for_each  = local.apis
  api_id    = each.value
  route_key = "GET /local-map/${each.key}"
}

resource "aws_apigatewayv2_route" "of_blocks" {
  for_each  = aws_apigatewayv2_api.many
  api_id    = each.value.id
  route_key = "GET /blocks/${each.key}"
}

module "stage" {
  source   = "./stage"
  for_each = { one = aws_apigatewayv2_api.one.id, two = aws_apigatewayv2_api.two.id }
  api_id   = each.value
}
