# The document as it is put, what puts it again, and what is refused.

mock_provider "aws" {}

variables {
  rest_api_id = "a1b2c3d4e5"
  body        = "{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"orders\", \"version\": \"1\"}, \"paths\": {}}"
}

run "json" {
  assert {
    condition     = aws_api_gateway_rest_api_put.this.body == var.body && aws_api_gateway_rest_api_put.this.fail_on_warnings && aws_api_gateway_rest_api_put.this.parameters == null
    error_message = "the document goes as it is written, and warnings are failures"
  }

  assert {
    condition     = toset(keys(aws_api_gateway_rest_api_put.this.triggers)) == toset(["document"]) && can(regex("^[0-9a-f]{40}$", output.document_hash)) && aws_api_gateway_rest_api_put.this.triggers["document"] == output.document_hash
    error_message = "the trigger is the hash that the deployment takes"
  }
}

run "object" {
  variables {
    body = { openapi = "3.0.1", info = { title = "orders", version = "1" }, paths = {} }
  }

  assert {
    condition     = jsondecode(aws_api_gateway_rest_api_put.this.body).info.title == "orders" && output.document_hash == run.json.document_hash
    error_message = "an object is the same document"
  }
}

run "yaml_with_a_comment" {
  variables {
    body = <<-EOT
      # The same document.
      paths: {}
      info: { version: "1", title: orders }
      openapi: 3.0.1
    EOT
  }

  assert {
    condition     = output.document_hash == run.json.document_hash
    error_message = "comments, blanks and order say nothing"
  }
}

run "another_document" {
  command = plan # Known before the import.

  variables {
    body = { openapi = "3.0.1", info = { title = "orders", version = "2" }, paths = {} }
  }

  assert {
    condition     = output.document_hash != run.json.document_hash
    error_message = "another document needs another deployment"
  }
}

run "parameters_and_triggers" {
  variables {
    fail_on_warnings = false
    parameters       = { basepath = "prepend" }
    triggers         = { description = "Orders" }
  }

  assert {
    condition     = aws_api_gateway_rest_api_put.this.parameters == tomap({ basepath = "prepend" }) && !aws_api_gateway_rest_api_put.this.fail_on_warnings && output.document_hash != run.json.document_hash
    error_message = "parameters change what the document comes to"
  }

  assert {
    condition     = toset(keys(aws_api_gateway_rest_api_put.this.triggers)) == toset(["description", "document"])
    error_message = "the caller's triggers stand beside the document's"
  }
}

run "body_is_no_openapi_document" {
  command = plan

  variables {
    body = "paths: {}"
  }

  expect_failures = [var.body]
}

run "rest_api_id_is_a_name" {
  command = plan

  variables {
    rest_api_id = "Orders API"
  }

  expect_failures = [var.rest_api_id]
}

run "trigger_of_the_document" {
  command = plan

  variables {
    triggers = { document = "mine" }
  }

  expect_failures = [var.triggers]
}
