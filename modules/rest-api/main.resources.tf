# One block for each depth: a block whose instances refer to each other is a cycle, which only a plan finds.

resource "aws_api_gateway_resource" "depth_1" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 1 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_2" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 2 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_1[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_3" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 3 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_2[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_4" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 4 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_3[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_5" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 5 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_4[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_6" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 6 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_5[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_7" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 7 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_6[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_8" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 8 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_7[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_9" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 9 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_8[each.value.parent].id
  path_part   = each.value.part
}

resource "aws_api_gateway_resource" "depth_10" {
  for_each = { for path, resource in local.resources : path => resource if resource.depth == 10 }

  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.depth_9[each.value.parent].id
  path_part   = each.value.part
}
