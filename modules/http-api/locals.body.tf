# An OpenAPI document as the API takes it, and what it says about its own routes. Defaults come by merge(), not by
# lookup() and try(), whose result would be unknown as a whole where a part of the document is.

locals {
  document = merge({ info = {}, paths = {} }, var.body)

  # The document wins over the API's own arguments, so both must say the same: a second plan would change them back.
  document_info = merge({ description = null, version = null }, local.document.info)
  api_version   = var.api_version != null ? var.api_version : tostring(local.document_info.version)
  description   = var.description != null ? var.description : tostring(local.document_info.description)

  body = var.body == null ? null : jsonencode(merge(
    var.body,
    {
      info = merge(
        local.document.info,
        { title = var.name },
        { for name, value in { description = local.description, version = local.api_version } : name => value if value != null },
      )
    },
    # An import forgets that the endpoint is off, unless the document says it.
    {
      for name, value in {
        servers = [{
          url                                          = "/"
          "x-amazon-apigateway-endpoint-configuration" = { disableExecuteApiEndpoint = true }
        }]
      } : name => value if local.execute_api_endpoint_disabled
    },
  ))

  document_methods = {
    delete                         = "DELETE"
    get                            = "GET"
    head                           = "HEAD"
    options                        = "OPTIONS"
    patch                          = "PATCH"
    post                           = "POST"
    put                            = "PUT"
    x-amazon-apigateway-any-method = "ANY"
  }

  # "GET /orders", and whether the operation asks for an authorizer or for IAM.
  document_routes = merge([
    for path, item in local.document.paths : {
      for method, operation in item : (path == "/$default" ? "$default" : "${local.document_methods[method]} ${path}") => (
        length([for requirement in merge({ security = [] }, operation).security : 1 if length(keys(requirement)) > 0]) > 0 ||
        upper(merge({ type = "NONE" }, merge({ x-amazon-apigateway-auth = {} }, operation).x-amazon-apigateway-auth).type) == "AWS_IAM"
      ) if contains(keys(local.document_methods), method)
    }
  ]...)

  # Browsers send no credentials with a preflight request.
  open_document_routes = sort([for key, secured in local.document_routes : key if !secured && !startswith(key, "OPTIONS ")])

  route_keys = var.body == null ? keys(var.routes) : keys(local.document_routes)
}
