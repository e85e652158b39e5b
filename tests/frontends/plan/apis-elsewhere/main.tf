# APIs that other stacks made: which of them a module means stands at its call.
locals {
  third = aws_cloudformation_stack.three.outputs["ApiId"]
}

resource "aws_cloudformation_stack" "one" {
  name          = "one"
  template_body = "{}"
}

resource "aws_cloudformation_stack" "two" {
  name          = "two"
  template_body = "{}"
}

resource "aws_cloudformation_stack" "three" {
  name          = "three"
  template_body = "{}"
}

# The names of the inputs are the same, what they are given is not.
module "stage_one" {
  source = "./stage"
  api_id = aws_cloudformation_stack.one.outputs["ApiId"]
}

module "stage_two" {
  source = "./stage"
  api_id = aws_cloudformation_stack.two.outputs["ApiId"]
}

# Another name, another module, another way to write it: the API of stage_one and of stage_two.
module "route_one" {
  source = "./route"
  http   = { id = aws_cloudformation_stack.one.outputs["ApiId"], name = "one" }
}

resource "aws_apigatewayv2_route" "two" {
  api_id    = aws_cloudformation_stack.two.outputs["ApiId"]
  route_key = "GET /two"
}

module "names" {
  source = "./names"
  api_id = aws_cloudformation_stack.one.outputs["ApiId"]
}

resource "aws_apigatewayv2_route" "through_output" {
  api_id    = module.names.api_id
  route_key = "GET /output"
}

module "stage_three" {
  source = "./stage"
  api_id = local.third
}

resource "aws_apigatewayv2_route" "three" {
  api_id    = local.third
  route_key = "GET /three"
}

# Instances of one block, each with an API of its own.
module "stage_each" {
  source = "./stage"
  for_each = {
    four = aws_cloudformation_stack.one.outputs["FourthApiId"]
    five = aws_cloudformation_stack.one.outputs["FifthApiId"]
  }
  api_id = each.value
}
