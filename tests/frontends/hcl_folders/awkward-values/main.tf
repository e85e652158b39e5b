# Expressions whose value is easily got wrong; the values of all of them stand in the stage variables.

variable "create" {
  type    = bool
  default = true
}
variable "settings" {
  type = object({
    name   = optional(string, "shop")
    limits = optional(object({ burst = optional(number, 10), rate = optional(number) }), {})
    tags   = optional(map(string))
    list   = optional(list(object({ a = string, b = optional(bool, true) })), [])
  })
  default  = { limits = { rate = 5 }, list = [{ a = "x" }] }
  nullable = false
}
variable "notnull" {
  type     = string
  default  = "fallback"
  nullable = false
}
variable "routes" {
  type    = map(object({ auth = optional(string, "AWS_IAM"), path = optional(list(string), ["a", "b"]) }))
  default = { "GET /a" = {}, "POST /b" = { auth = "NONE" } }
  validation {
    condition     = alltrue([for r in var.routes : contains(["NONE", "AWS_IAM"], r.auth)])
    error_message = "no"
  }
}
variable "secret" {
  type      = string
  default   = "hush"
  sensitive = true
}
variable "eph" {
  type      = string
  default   = "e"
  ephemeral = true
}
variable "any" {
  type    = any
  default = { n = 1, l = [1, "2", true], m = { x = null } }
}
variable "setv" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "tup" {
  type    = tuple([string, number])
  default = [1, "2"]
}
locals {
  heredoc = <<-EOT
    first
      %{for k, r in var.routes~}
      ${k}: ${r.auth}%{if r.auth == "NONE"} (open)%{else} (closed)%{endif}
      %{endfor~}
    last ${"$"}{x} $${y}
  EOT
  legacy  = var.create
  num     = 1000000 * 1000
  float   = 1.50
  big     = 12345678901234567890
  small   = 0.5 + 0.25
  tern    = var.create ? ["a"] : []
  mixed   = var.create ? "1" : 2
  mixedo  = var.create ? { a = 1 } : { a = 1, b = 2 }
  uni     = "Zürich ✓ ${upper("straüe")} \u00e9"
  splatn  = null[*]
  splat1  = var.settings[*].name
  oneof   = one(aws_apigatewayv2_api.many[*].name)
  idx     = try(aws_apigatewayv2_api.many[0].name, "none")
  ws      = terraform.workspace
  objs    = { for k, r in var.routes : k => { auth = r.auth, first = r.path[0] } }
  grouped = { for k, r in var.routes : r.auth => k... }
  each_m  = merge([for k, v in var.routes : { (k) = v.auth }]...)
  fmt     = format("%s-%03d-%.2f-%t-%v-%q", "a", 7, 3.14159, true, [1, "x"], "q")
  js      = jsonencode({ b = 1.0, a = "<&>é", n = null, t = true, s = toset(["b", "a"]) })
  ym      = yamlencode({ a = [1, "x"], b = { c = null } })
  can     = can(var.any.m.y)
  deep    = lookup(var.any, "zz", "dflt")
  str2    = "${1 + 1}${true}${null == null}"
  neg     = -5 % 3
  cmp     = "a" == "a" && 1 != 2 || false
  idxneg  = element(["a", "b"], 5)
  sl      = slice(["a", "b", "c"], 1, 3)
  path    = "${path.module}/x ${path.root}"
  dyn     = concat(["a"], var.create ? ["b"] : [])
  flat    = flatten([for k, v in var.routes : [for p in v.path : "${k}/${p}"]])
  setp    = [for p in setproduct(["a", "b"], [1, 2]) : "${p[0]}${p[1]}"]
  sens    = nonsensitive(var.secret)
  isn     = var.any.m.x == null
  conv    = tolist(var.setv)
  tonum   = tonumber("1e3")
  chunk   = chunklist(["a", "b", "c"], 2)
  cidr    = cidrsubnet("10.0.0.0/16", 8, 3)
  tf      = templatefile("${path.module}/tpl/t.tpl", { routes = var.routes, name = var.settings.name })
  strd    = "%{if var.create~} yes %{else~} no %{endif~}"
  fs      = fileset(path.module, "tpl/*")
}
resource "aws_apigatewayv2_api" "this" {
  for_each      = local.objs
  name          = "${var.settings.name}-${each.value.first}-${each.key}"
  description   = each.value.auth
  protocol_type = "HTTP"
  tags          = var.settings.tags
}
resource "aws_apigatewayv2_api" "many" {
  count         = var.create ? 1 : 0
  name          = "many-${count.index}"
  description   = local.heredoc
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_api" "none" {
  count         = var.create ? 0 : 1
  name          = "none"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_stage" "s" {
  for_each    = aws_apigatewayv2_api.this
  api_id      = each.value.id
  name        = each.value.description
  auto_deploy = local.legacy
  default_route_settings {
    throttling_burst_limit = var.settings.limits.burst
    throttling_rate_limit  = var.settings.limits.rate
  }
  stage_variables = {
    for k, v in {
      a  = local.num, b = local.float, c = local.big, d = local.small, e = local.mixed, f = local.uni,
      h  = local.fmt, i = local.js, j = local.ym, k = local.str2, l = local.neg, m = local.path, n = local.tonum,
      o  = local.cidr, p = local.tf, q = local.strd, r = var.notnull, s = local.sens, t = jsonencode(local.grouped),
      u  = jsonencode(local.splatn), v = jsonencode(local.splat1), w = local.oneof, x = local.idx, y = jsonencode(local.tup2), z = jsonencode(local.conv),
      a2 = jsonencode(local.mixedo), b2 = jsonencode(local.flat), c2 = jsonencode(local.setp), d2 = local.isn, e2 = jsonencode(local.chunk)
      f2 = jsonencode(var.settings), g2 = jsonencode(var.any), h2 = local.can, i2 = local.deep, j2 = jsonencode(local.fs), k2 = var.secret, l2 = jsonencode(module.m), m2 = jsonencode([for k, m in module.each : m.out.k])
    } : k => v
  }
}
locals {
  tup2 = var.tup
}
module "m" {
  source = "./mod"
  name   = null
}
module "each" {
  source   = "./mod"
  for_each = toset(keys(var.routes))
  name     = each.key
}
resource "aws_apigatewayv2_route" "r" {
  for_each           = { for k, m in module.each : m.out.k => m.out }
  api_id             = aws_apigatewayv2_api.many[0].id
  route_key          = "GET /${replace(lower(each.value.k), "/[^a-z]+/", "-")}"
  authorization_type = each.value.auth
}
moved {
  from = aws_apigatewayv2_api.old
  to   = aws_apigatewayv2_api.many
}
removed {
  from = aws_apigatewayv2_api.gone
  lifecycle {
    destroy = false
  }
}
check "c" {
  assert {
    condition     = length(var.routes) > 0
    error_message = "x"
  }
}
