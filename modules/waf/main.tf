# Long, because a nested block can be written for one place only: the blocks `field_to_match` are all the same, and so are
# those that combine labels. The decisions are in locals.rules.tf; here is nothing but the shape that the provider wants.

resource "aws_wafv2_web_acl" "this" {
  name          = var.name
  description   = var.description
  scope         = "REGIONAL"
  tags          = var.tags
  token_domains = length(var.token_domains) > 0 ? var.token_domains : null

  association_config {
    request_body {
      api_gateway {
        default_size_inspection_limit = var.request_body_limits.api_gateway
      }

      cognito_user_pool {
        default_size_inspection_limit = var.request_body_limits.cognito_user_pool
      }
    }
  }

  captcha_config {
    immunity_time_property {
      immunity_time = var.captcha_immunity_seconds
    }
  }

  challenge_config {
    immunity_time_property {
      immunity_time = var.challenge_immunity_seconds
    }
  }

  dynamic "custom_response_body" {
    for_each = var.custom_response_bodies

    content {
      content      = custom_response_body.value.content
      content_type = custom_response_body.value.content_type
      key          = custom_response_body.key
    }
  }

  dynamic "data_protection_config" {
    for_each = length(var.data_protection) > 0 ? [var.data_protection] : []

    content {
      dynamic "data_protection" {
        for_each = data_protection_config.value

        content {
          action                     = data_protection.value.action
          exclude_rate_based_details = data_protection.value.exclude_rate_based_details
          exclude_rule_match_details = data_protection.value.exclude_rule_match_details

          field {
            field_keys = length(data_protection.value.field_keys) > 0 ? data_protection.value.field_keys : null
            field_type = data_protection.value.field_type
          }
        }
      }
    }
  }

  default_action {
    dynamic "allow" {
      for_each = var.default_action.type == "ALLOW" ? [1] : []

      content {
        dynamic "custom_request_handling" {
          for_each = length(var.default_action.insert_headers) > 0 ? [var.default_action.insert_headers] : []

          content {
            dynamic "insert_header" {
              for_each = custom_request_handling.value

              content {
                name  = insert_header.key
                value = insert_header.value
              }
            }
          }
        }
      }
    }

    dynamic "block" {
      for_each = var.default_action.type == "BLOCK" ? [1] : []

      content {
        dynamic "custom_response" {
          for_each = var.default_action.custom_response[*]

          content {
            custom_response_body_key = custom_response.value.body_key
            response_code            = custom_response.value.code

            dynamic "response_header" {
              for_each = custom_response.value.headers

              content {
                name  = response_header.key
                value = response_header.value
              }
            }
          }
        }
      }
    }
  }

  dynamic "rule" {
    for_each = local.acl_rules

    content {
      name     = rule.key
      priority = rule.value.priority

      dynamic "action" {
        for_each = rule.value.action[*]

        content {
          dynamic "allow" {
            for_each = action.value == "ALLOW" ? [1] : []

            content {
              dynamic "custom_request_handling" {
                for_each = length(rule.value.insert_headers) > 0 ? [rule.value.insert_headers] : []

                content {
                  dynamic "insert_header" {
                    for_each = custom_request_handling.value

                    content {
                      name  = insert_header.key
                      value = insert_header.value
                    }
                  }
                }
              }
            }
          }

          dynamic "block" {
            for_each = action.value == "BLOCK" ? [1] : []

            content {
              dynamic "custom_response" {
                for_each = rule.value.custom_response[*]

                content {
                  custom_response_body_key = custom_response.value.body_key
                  response_code            = custom_response.value.code

                  dynamic "response_header" {
                    for_each = custom_response.value.headers

                    content {
                      name  = response_header.key
                      value = response_header.value
                    }
                  }
                }
              }
            }
          }

          dynamic "captcha" {
            for_each = action.value == "CAPTCHA" ? [1] : []

            content {
              dynamic "custom_request_handling" {
                for_each = length(rule.value.insert_headers) > 0 ? [rule.value.insert_headers] : []

                content {
                  dynamic "insert_header" {
                    for_each = custom_request_handling.value

                    content {
                      name  = insert_header.key
                      value = insert_header.value
                    }
                  }
                }
              }
            }
          }

          dynamic "challenge" {
            for_each = action.value == "CHALLENGE" ? [1] : []

            content {
              dynamic "custom_request_handling" {
                for_each = length(rule.value.insert_headers) > 0 ? [rule.value.insert_headers] : []

                content {
                  dynamic "insert_header" {
                    for_each = custom_request_handling.value

                    content {
                      name  = insert_header.key
                      value = insert_header.value
                    }
                  }
                }
              }
            }
          }

          dynamic "count" {
            for_each = action.value == "COUNT" ? [1] : []

            content {
              dynamic "custom_request_handling" {
                for_each = length(rule.value.insert_headers) > 0 ? [rule.value.insert_headers] : []

                content {
                  dynamic "insert_header" {
                    for_each = custom_request_handling.value

                    content {
                      name  = insert_header.key
                      value = insert_header.value
                    }
                  }
                }
              }
            }
          }
        }
      }

      dynamic "captcha_config" {
        for_each = rule.value.action == "CAPTCHA" ? rule.value.immunity_seconds[*] : []

        content {
          immunity_time_property {
            immunity_time = captcha_config.value
          }
        }
      }

      dynamic "challenge_config" {
        for_each = rule.value.action == "CHALLENGE" ? rule.value.immunity_seconds[*] : []

        content {
          immunity_time_property {
            immunity_time = challenge_config.value
          }
        }
      }

      dynamic "override_action" {
        for_each = rule.value.override_action[*]

        content {
          dynamic "count" {
            for_each = override_action.value == "COUNT" ? [1] : []

            content {}
          }

          dynamic "none" {
            for_each = override_action.value == "NONE" ? [1] : []

            content {}
          }
        }
      }

      dynamic "rule_label" {
        for_each = rule.value.labels

        content {
          name = rule_label.value
        }
      }

      statement {
        # A condition of its own.
        dynamic "asn_match_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.asn != null]

          content {
            asn_list = asn_match_statement.value.asn.numbers

            dynamic "forwarded_ip_config" {
              for_each = asn_match_statement.value.forwarded_ip[*]

              content {
                fallback_behavior = forwarded_ip_config.value.fallback_behavior
                header_name       = forwarded_ip_config.value.header_name
              }
            }
          }
        }

        dynamic "byte_match_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.byte_match != null]

          content {
            positional_constraint = byte_match_statement.value.byte_match.positional_constraint
            search_string         = byte_match_statement.value.byte_match.search_string

            dynamic "field_to_match" {
              for_each = [byte_match_statement.value.field]

              content {
                dynamic "all_query_arguments" {
                  for_each = field_to_match.value.type == "ALL_QUERY_ARGUMENTS" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "body" {
                  for_each = field_to_match.value.type == "BODY" ? [field_to_match.value] : []

                  content {
                    oversize_handling = body.value.oversize_handling
                  }
                }

                dynamic "cookies" {
                  for_each = field_to_match.value.type == "COOKIES" ? [field_to_match.value] : []

                  content {
                    match_scope       = cookies.value.match_scope
                    oversize_handling = cookies.value.oversize_handling

                    match_pattern {
                      excluded_cookies = length(cookies.value.excluded) > 0 ? cookies.value.excluded : null
                      included_cookies = length(cookies.value.included) > 0 ? cookies.value.included : null

                      dynamic "all" {
                        for_each = length(cookies.value.excluded) + length(cookies.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "headers" {
                  for_each = field_to_match.value.type == "HEADERS" ? [field_to_match.value] : []

                  content {
                    match_scope       = headers.value.match_scope
                    oversize_handling = headers.value.oversize_handling

                    match_pattern {
                      excluded_headers = length(headers.value.excluded) > 0 ? headers.value.excluded : null
                      included_headers = length(headers.value.included) > 0 ? headers.value.included : null

                      dynamic "all" {
                        for_each = length(headers.value.excluded) + length(headers.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "json_body" {
                  for_each = field_to_match.value.type == "JSON_BODY" ? [field_to_match.value] : []

                  content {
                    invalid_fallback_behavior = json_body.value.invalid_fallback_behavior
                    match_scope               = json_body.value.match_scope
                    oversize_handling         = json_body.value.oversize_handling

                    match_pattern {
                      included_paths = length(json_body.value.included) > 0 ? json_body.value.included : null

                      dynamic "all" {
                        for_each = length(json_body.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "method" {
                  for_each = field_to_match.value.type == "METHOD" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "query_string" {
                  for_each = field_to_match.value.type == "QUERY_STRING" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "single_header" {
                  for_each = field_to_match.value.type == "SINGLE_HEADER" ? [field_to_match.value] : []

                  content {
                    name = single_header.value.name
                  }
                }

                dynamic "single_query_argument" {
                  for_each = field_to_match.value.type == "SINGLE_QUERY_ARGUMENT" ? [field_to_match.value] : []

                  content {
                    name = single_query_argument.value.name
                  }
                }

                dynamic "uri_path" {
                  for_each = field_to_match.value.type == "URI_PATH" ? [field_to_match.value] : []

                  content {}
                }
              }
            }

            dynamic "text_transformation" {
              for_each = byte_match_statement.value.text_transformations

              content {
                priority = text_transformation.key
                type     = text_transformation.value
              }
            }
          }
        }

        dynamic "geo_match_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.geo != null]

          content {
            country_codes = geo_match_statement.value.geo.country_codes

            dynamic "forwarded_ip_config" {
              for_each = geo_match_statement.value.forwarded_ip[*]

              content {
                fallback_behavior = forwarded_ip_config.value.fallback_behavior
                header_name       = forwarded_ip_config.value.header_name
              }
            }
          }
        }

        dynamic "ip_set_reference_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.ip_set != null]

          content {
            arn = ip_set_reference_statement.value.ip_set.key == null ? ip_set_reference_statement.value.ip_set.arn : aws_wafv2_ip_set.this[ip_set_reference_statement.value.ip_set.key].arn

            dynamic "ip_set_forwarded_ip_config" {
              for_each = ip_set_reference_statement.value.forwarded_ip[*]

              content {
                fallback_behavior = ip_set_forwarded_ip_config.value.fallback_behavior
                header_name       = ip_set_forwarded_ip_config.value.header_name
                position          = ip_set_forwarded_ip_config.value.position
              }
            }
          }
        }

        dynamic "regex_pattern_set_reference_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.regex_set != null]

          content {
            arn = regex_pattern_set_reference_statement.value.regex_set.key == null ? regex_pattern_set_reference_statement.value.regex_set.arn : aws_wafv2_regex_pattern_set.this[regex_pattern_set_reference_statement.value.regex_set.key].arn

            dynamic "field_to_match" {
              for_each = [regex_pattern_set_reference_statement.value.field]

              content {
                dynamic "all_query_arguments" {
                  for_each = field_to_match.value.type == "ALL_QUERY_ARGUMENTS" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "body" {
                  for_each = field_to_match.value.type == "BODY" ? [field_to_match.value] : []

                  content {
                    oversize_handling = body.value.oversize_handling
                  }
                }

                dynamic "cookies" {
                  for_each = field_to_match.value.type == "COOKIES" ? [field_to_match.value] : []

                  content {
                    match_scope       = cookies.value.match_scope
                    oversize_handling = cookies.value.oversize_handling

                    match_pattern {
                      excluded_cookies = length(cookies.value.excluded) > 0 ? cookies.value.excluded : null
                      included_cookies = length(cookies.value.included) > 0 ? cookies.value.included : null

                      dynamic "all" {
                        for_each = length(cookies.value.excluded) + length(cookies.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "headers" {
                  for_each = field_to_match.value.type == "HEADERS" ? [field_to_match.value] : []

                  content {
                    match_scope       = headers.value.match_scope
                    oversize_handling = headers.value.oversize_handling

                    match_pattern {
                      excluded_headers = length(headers.value.excluded) > 0 ? headers.value.excluded : null
                      included_headers = length(headers.value.included) > 0 ? headers.value.included : null

                      dynamic "all" {
                        for_each = length(headers.value.excluded) + length(headers.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "json_body" {
                  for_each = field_to_match.value.type == "JSON_BODY" ? [field_to_match.value] : []

                  content {
                    invalid_fallback_behavior = json_body.value.invalid_fallback_behavior
                    match_scope               = json_body.value.match_scope
                    oversize_handling         = json_body.value.oversize_handling

                    match_pattern {
                      included_paths = length(json_body.value.included) > 0 ? json_body.value.included : null

                      dynamic "all" {
                        for_each = length(json_body.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "method" {
                  for_each = field_to_match.value.type == "METHOD" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "query_string" {
                  for_each = field_to_match.value.type == "QUERY_STRING" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "single_header" {
                  for_each = field_to_match.value.type == "SINGLE_HEADER" ? [field_to_match.value] : []

                  content {
                    name = single_header.value.name
                  }
                }

                dynamic "single_query_argument" {
                  for_each = field_to_match.value.type == "SINGLE_QUERY_ARGUMENT" ? [field_to_match.value] : []

                  content {
                    name = single_query_argument.value.name
                  }
                }

                dynamic "uri_path" {
                  for_each = field_to_match.value.type == "URI_PATH" ? [field_to_match.value] : []

                  content {}
                }
              }
            }

            dynamic "text_transformation" {
              for_each = regex_pattern_set_reference_statement.value.text_transformations

              content {
                priority = text_transformation.key
                type     = text_transformation.value
              }
            }
          }
        }

        dynamic "size_constraint_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.size != null]

          content {
            comparison_operator = size_constraint_statement.value.size.comparison_operator
            size                = size_constraint_statement.value.size.size

            dynamic "field_to_match" {
              for_each = [size_constraint_statement.value.field]

              content {
                dynamic "all_query_arguments" {
                  for_each = field_to_match.value.type == "ALL_QUERY_ARGUMENTS" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "body" {
                  for_each = field_to_match.value.type == "BODY" ? [field_to_match.value] : []

                  content {
                    oversize_handling = body.value.oversize_handling
                  }
                }

                dynamic "cookies" {
                  for_each = field_to_match.value.type == "COOKIES" ? [field_to_match.value] : []

                  content {
                    match_scope       = cookies.value.match_scope
                    oversize_handling = cookies.value.oversize_handling

                    match_pattern {
                      excluded_cookies = length(cookies.value.excluded) > 0 ? cookies.value.excluded : null
                      included_cookies = length(cookies.value.included) > 0 ? cookies.value.included : null

                      dynamic "all" {
                        for_each = length(cookies.value.excluded) + length(cookies.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "headers" {
                  for_each = field_to_match.value.type == "HEADERS" ? [field_to_match.value] : []

                  content {
                    match_scope       = headers.value.match_scope
                    oversize_handling = headers.value.oversize_handling

                    match_pattern {
                      excluded_headers = length(headers.value.excluded) > 0 ? headers.value.excluded : null
                      included_headers = length(headers.value.included) > 0 ? headers.value.included : null

                      dynamic "all" {
                        for_each = length(headers.value.excluded) + length(headers.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "json_body" {
                  for_each = field_to_match.value.type == "JSON_BODY" ? [field_to_match.value] : []

                  content {
                    invalid_fallback_behavior = json_body.value.invalid_fallback_behavior
                    match_scope               = json_body.value.match_scope
                    oversize_handling         = json_body.value.oversize_handling

                    match_pattern {
                      included_paths = length(json_body.value.included) > 0 ? json_body.value.included : null

                      dynamic "all" {
                        for_each = length(json_body.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "method" {
                  for_each = field_to_match.value.type == "METHOD" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "query_string" {
                  for_each = field_to_match.value.type == "QUERY_STRING" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "single_header" {
                  for_each = field_to_match.value.type == "SINGLE_HEADER" ? [field_to_match.value] : []

                  content {
                    name = single_header.value.name
                  }
                }

                dynamic "single_query_argument" {
                  for_each = field_to_match.value.type == "SINGLE_QUERY_ARGUMENT" ? [field_to_match.value] : []

                  content {
                    name = single_query_argument.value.name
                  }
                }

                dynamic "uri_path" {
                  for_each = field_to_match.value.type == "URI_PATH" ? [field_to_match.value] : []

                  content {}
                }
              }
            }

            dynamic "text_transformation" {
              for_each = size_constraint_statement.value.text_transformations

              content {
                priority = text_transformation.key
                type     = text_transformation.value
              }
            }
          }
        }

        dynamic "sqli_match_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.sqli != null]

          content {
            sensitivity_level = sqli_match_statement.value.sqli.sensitivity_level

            dynamic "field_to_match" {
              for_each = [sqli_match_statement.value.field]

              content {
                dynamic "all_query_arguments" {
                  for_each = field_to_match.value.type == "ALL_QUERY_ARGUMENTS" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "body" {
                  for_each = field_to_match.value.type == "BODY" ? [field_to_match.value] : []

                  content {
                    oversize_handling = body.value.oversize_handling
                  }
                }

                dynamic "cookies" {
                  for_each = field_to_match.value.type == "COOKIES" ? [field_to_match.value] : []

                  content {
                    match_scope       = cookies.value.match_scope
                    oversize_handling = cookies.value.oversize_handling

                    match_pattern {
                      excluded_cookies = length(cookies.value.excluded) > 0 ? cookies.value.excluded : null
                      included_cookies = length(cookies.value.included) > 0 ? cookies.value.included : null

                      dynamic "all" {
                        for_each = length(cookies.value.excluded) + length(cookies.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "headers" {
                  for_each = field_to_match.value.type == "HEADERS" ? [field_to_match.value] : []

                  content {
                    match_scope       = headers.value.match_scope
                    oversize_handling = headers.value.oversize_handling

                    match_pattern {
                      excluded_headers = length(headers.value.excluded) > 0 ? headers.value.excluded : null
                      included_headers = length(headers.value.included) > 0 ? headers.value.included : null

                      dynamic "all" {
                        for_each = length(headers.value.excluded) + length(headers.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "json_body" {
                  for_each = field_to_match.value.type == "JSON_BODY" ? [field_to_match.value] : []

                  content {
                    invalid_fallback_behavior = json_body.value.invalid_fallback_behavior
                    match_scope               = json_body.value.match_scope
                    oversize_handling         = json_body.value.oversize_handling

                    match_pattern {
                      included_paths = length(json_body.value.included) > 0 ? json_body.value.included : null

                      dynamic "all" {
                        for_each = length(json_body.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "method" {
                  for_each = field_to_match.value.type == "METHOD" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "query_string" {
                  for_each = field_to_match.value.type == "QUERY_STRING" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "single_header" {
                  for_each = field_to_match.value.type == "SINGLE_HEADER" ? [field_to_match.value] : []

                  content {
                    name = single_header.value.name
                  }
                }

                dynamic "single_query_argument" {
                  for_each = field_to_match.value.type == "SINGLE_QUERY_ARGUMENT" ? [field_to_match.value] : []

                  content {
                    name = single_query_argument.value.name
                  }
                }

                dynamic "uri_path" {
                  for_each = field_to_match.value.type == "URI_PATH" ? [field_to_match.value] : []

                  content {}
                }
              }
            }

            dynamic "text_transformation" {
              for_each = sqli_match_statement.value.text_transformations

              content {
                priority = text_transformation.key
                type     = text_transformation.value
              }
            }
          }
        }

        dynamic "xss_match_statement" {
          for_each = [for condition in rule.value.condition[*] : condition if condition.xss != null]

          content {
            dynamic "field_to_match" {
              for_each = [xss_match_statement.value.field]

              content {
                dynamic "all_query_arguments" {
                  for_each = field_to_match.value.type == "ALL_QUERY_ARGUMENTS" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "body" {
                  for_each = field_to_match.value.type == "BODY" ? [field_to_match.value] : []

                  content {
                    oversize_handling = body.value.oversize_handling
                  }
                }

                dynamic "cookies" {
                  for_each = field_to_match.value.type == "COOKIES" ? [field_to_match.value] : []

                  content {
                    match_scope       = cookies.value.match_scope
                    oversize_handling = cookies.value.oversize_handling

                    match_pattern {
                      excluded_cookies = length(cookies.value.excluded) > 0 ? cookies.value.excluded : null
                      included_cookies = length(cookies.value.included) > 0 ? cookies.value.included : null

                      dynamic "all" {
                        for_each = length(cookies.value.excluded) + length(cookies.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "headers" {
                  for_each = field_to_match.value.type == "HEADERS" ? [field_to_match.value] : []

                  content {
                    match_scope       = headers.value.match_scope
                    oversize_handling = headers.value.oversize_handling

                    match_pattern {
                      excluded_headers = length(headers.value.excluded) > 0 ? headers.value.excluded : null
                      included_headers = length(headers.value.included) > 0 ? headers.value.included : null

                      dynamic "all" {
                        for_each = length(headers.value.excluded) + length(headers.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "json_body" {
                  for_each = field_to_match.value.type == "JSON_BODY" ? [field_to_match.value] : []

                  content {
                    invalid_fallback_behavior = json_body.value.invalid_fallback_behavior
                    match_scope               = json_body.value.match_scope
                    oversize_handling         = json_body.value.oversize_handling

                    match_pattern {
                      included_paths = length(json_body.value.included) > 0 ? json_body.value.included : null

                      dynamic "all" {
                        for_each = length(json_body.value.included) == 0 ? [1] : []

                        content {}
                      }
                    }
                  }
                }

                dynamic "method" {
                  for_each = field_to_match.value.type == "METHOD" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "query_string" {
                  for_each = field_to_match.value.type == "QUERY_STRING" ? [field_to_match.value] : []

                  content {}
                }

                dynamic "single_header" {
                  for_each = field_to_match.value.type == "SINGLE_HEADER" ? [field_to_match.value] : []

                  content {
                    name = single_header.value.name
                  }
                }

                dynamic "single_query_argument" {
                  for_each = field_to_match.value.type == "SINGLE_QUERY_ARGUMENT" ? [field_to_match.value] : []

                  content {
                    name = single_query_argument.value.name
                  }
                }

                dynamic "uri_path" {
                  for_each = field_to_match.value.type == "URI_PATH" ? [field_to_match.value] : []

                  content {}
                }
              }
            }

            dynamic "text_transformation" {
              for_each = xss_match_statement.value.text_transformations

              content {
                priority = text_transformation.key
                type     = text_transformation.value
              }
            }
          }
        }

        # Conditions that are combined, by the labels that they put on the request.
        dynamic "and_statement" {
          for_each = length(rule.value.terms) > 1 ? [rule.value.terms] : []

          content {
            dynamic "statement" {
              for_each = and_statement.value
              iterator = term

              content {
                dynamic "label_match_statement" {
                  for_each = [for label in term.value.labels : label if length(term.value.labels) == 1 && !term.value.negated]

                  content {
                    key   = label_match_statement.value.key
                    scope = label_match_statement.value.scope
                  }
                }

                dynamic "not_statement" {
                  for_each = term.value.negated ? term.value.labels : []

                  content {
                    statement {
                      label_match_statement {
                        key   = not_statement.value.key
                        scope = not_statement.value.scope
                      }
                    }
                  }
                }

                dynamic "or_statement" {
                  for_each = length(term.value.labels) > 1 ? [term.value.labels] : []

                  content {
                    dynamic "statement" {
                      for_each = or_statement.value

                      content {
                        label_match_statement {
                          key   = statement.value.key
                          scope = statement.value.scope
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }

        dynamic "label_match_statement" {
          for_each = [for term in rule.value.terms : term.labels[0] if length(rule.value.terms) == 1 && length(term.labels) == 1 && !term.negated]

          content {
            key   = label_match_statement.value.key
            scope = label_match_statement.value.scope
          }
        }

        dynamic "not_statement" {
          for_each = [for term in rule.value.terms : term.labels[0] if length(rule.value.terms) == 1 && term.negated]

          content {
            statement {
              label_match_statement {
                key   = not_statement.value.key
                scope = not_statement.value.scope
              }
            }
          }
        }

        dynamic "or_statement" {
          for_each = [for term in rule.value.terms : term.labels if length(rule.value.terms) == 1 && length(term.labels) > 1]

          content {
            dynamic "statement" {
              for_each = or_statement.value

              content {
                label_match_statement {
                  key   = statement.value.key
                  scope = statement.value.scope
                }
              }
            }
          }
        }

        dynamic "rate_based_statement" {
          for_each = rule.value.rate[*]

          content {
            aggregate_key_type    = rate_based_statement.value.aggregate_by
            evaluation_window_sec = rate_based_statement.value.window_seconds
            limit                 = rate_based_statement.value.limit

            dynamic "custom_key" {
              for_each = rate_based_statement.value.custom_keys

              content {
                dynamic "cookie" {
                  for_each = custom_key.value.type == "COOKIE" ? [custom_key.value] : []

                  content {
                    name = cookie.value.name

                    dynamic "text_transformation" {
                      for_each = cookie.value.text_transformations

                      content {
                        priority = text_transformation.key
                        type     = text_transformation.value
                      }
                    }
                  }
                }

                dynamic "forwarded_ip" {
                  for_each = custom_key.value.type == "FORWARDED_IP" ? [custom_key.value] : []

                  content {}
                }

                dynamic "header" {
                  for_each = custom_key.value.type == "HEADER" ? [custom_key.value] : []

                  content {
                    name = header.value.name

                    dynamic "text_transformation" {
                      for_each = header.value.text_transformations

                      content {
                        priority = text_transformation.key
                        type     = text_transformation.value
                      }
                    }
                  }
                }

                dynamic "http_method" {
                  for_each = custom_key.value.type == "HTTP_METHOD" ? [custom_key.value] : []

                  content {}
                }

                dynamic "ip" {
                  for_each = custom_key.value.type == "IP" ? [custom_key.value] : []

                  content {}
                }

                dynamic "label_namespace" {
                  for_each = custom_key.value.type == "LABEL_NAMESPACE" ? [custom_key.value] : []

                  content {
                    namespace = label_namespace.value.name
                  }
                }

                dynamic "query_argument" {
                  for_each = custom_key.value.type == "QUERY_ARGUMENT" ? [custom_key.value] : []

                  content {
                    name = query_argument.value.name

                    dynamic "text_transformation" {
                      for_each = query_argument.value.text_transformations

                      content {
                        priority = text_transformation.key
                        type     = text_transformation.value
                      }
                    }
                  }
                }

                dynamic "query_string" {
                  for_each = custom_key.value.type == "QUERY_STRING" ? [custom_key.value] : []

                  content {
                    dynamic "text_transformation" {
                      for_each = query_string.value.text_transformations

                      content {
                        priority = text_transformation.key
                        type     = text_transformation.value
                      }
                    }
                  }
                }

                dynamic "uri_path" {
                  for_each = custom_key.value.type == "URI_PATH" ? [custom_key.value] : []

                  content {
                    dynamic "text_transformation" {
                      for_each = uri_path.value.text_transformations

                      content {
                        priority = text_transformation.key
                        type     = text_transformation.value
                      }
                    }
                  }
                }
              }
            }

            dynamic "forwarded_ip_config" {
              for_each = rate_based_statement.value.forwarded_ip[*]

              content {
                fallback_behavior = forwarded_ip_config.value.fallback_behavior
                header_name       = forwarded_ip_config.value.header_name
              }
            }

            dynamic "scope_down_statement" {
              for_each = length(rate_based_statement.value.terms) > 0 ? [rate_based_statement.value.terms] : []

              content {
                dynamic "and_statement" {
                  for_each = length(scope_down_statement.value) > 1 ? [scope_down_statement.value] : []

                  content {
                    dynamic "statement" {
                      for_each = and_statement.value
                      iterator = term

                      content {
                        dynamic "label_match_statement" {
                          for_each = [for label in term.value.labels : label if length(term.value.labels) == 1 && !term.value.negated]

                          content {
                            key   = label_match_statement.value.key
                            scope = label_match_statement.value.scope
                          }
                        }

                        dynamic "not_statement" {
                          for_each = term.value.negated ? term.value.labels : []

                          content {
                            statement {
                              label_match_statement {
                                key   = not_statement.value.key
                                scope = not_statement.value.scope
                              }
                            }
                          }
                        }

                        dynamic "or_statement" {
                          for_each = length(term.value.labels) > 1 ? [term.value.labels] : []

                          content {
                            dynamic "statement" {
                              for_each = or_statement.value

                              content {
                                label_match_statement {
                                  key   = statement.value.key
                                  scope = statement.value.scope
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }

                dynamic "label_match_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels[0] if length(scope_down_statement.value) == 1 && length(term.labels) == 1 && !term.negated]

                  content {
                    key   = label_match_statement.value.key
                    scope = label_match_statement.value.scope
                  }
                }

                dynamic "not_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels[0] if length(scope_down_statement.value) == 1 && term.negated]

                  content {
                    statement {
                      label_match_statement {
                        key   = not_statement.value.key
                        scope = not_statement.value.scope
                      }
                    }
                  }
                }

                dynamic "or_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels if length(scope_down_statement.value) == 1 && length(term.labels) > 1]

                  content {
                    dynamic "statement" {
                      for_each = or_statement.value

                      content {
                        label_match_statement {
                          key   = statement.value.key
                          scope = statement.value.scope
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }

        dynamic "managed_rule_group_statement" {
          for_each = rule.value.managed[*]

          content {
            name        = managed_rule_group_statement.value.name
            vendor_name = managed_rule_group_statement.value.vendor_name
            version     = managed_rule_group_statement.value.version

            dynamic "managed_rule_group_configs" {
              for_each = managed_rule_group_statement.value.account_creation[*]

              content {
                aws_managed_rules_acfp_rule_set {
                  creation_path          = managed_rule_group_configs.value.creation_path
                  enable_regex_in_path   = managed_rule_group_configs.value.enable_regex_in_path
                  registration_page_path = managed_rule_group_configs.value.registration_page_path

                  request_inspection {
                    payload_type = managed_rule_group_configs.value.payload_type

                    dynamic "address_fields" {
                      for_each = length(managed_rule_group_configs.value.address_fields) > 0 ? [managed_rule_group_configs.value.address_fields] : []

                      content {
                        identifiers = address_fields.value
                      }
                    }

                    dynamic "email_field" {
                      for_each = managed_rule_group_configs.value.email_field[*]

                      content {
                        identifier = email_field.value
                      }
                    }

                    dynamic "password_field" {
                      for_each = managed_rule_group_configs.value.password_field[*]

                      content {
                        identifier = password_field.value
                      }
                    }

                    dynamic "phone_number_fields" {
                      for_each = length(managed_rule_group_configs.value.phone_number_fields) > 0 ? [managed_rule_group_configs.value.phone_number_fields] : []

                      content {
                        identifiers = phone_number_fields.value
                      }
                    }

                    dynamic "username_field" {
                      for_each = managed_rule_group_configs.value.username_field[*]

                      content {
                        identifier = username_field.value
                      }
                    }
                  }
                }
              }
            }

            dynamic "managed_rule_group_configs" {
              for_each = managed_rule_group_statement.value.account_takeover[*]

              content {
                aws_managed_rules_atp_rule_set {
                  enable_regex_in_path = managed_rule_group_configs.value.enable_regex_in_path
                  login_path           = managed_rule_group_configs.value.login_path

                  request_inspection {
                    payload_type = managed_rule_group_configs.value.payload_type

                    password_field {
                      identifier = managed_rule_group_configs.value.password_field
                    }

                    username_field {
                      identifier = managed_rule_group_configs.value.username_field
                    }
                  }
                }
              }
            }

            # Written out: what the provider takes for an unset enable_machine_learning changed between its majors.
            dynamic "managed_rule_group_configs" {
              for_each = managed_rule_group_statement.value.bot_control[*]

              content {
                aws_managed_rules_bot_control_rule_set {
                  enable_machine_learning = managed_rule_group_configs.value.enable_machine_learning
                  inspection_level        = managed_rule_group_configs.value.inspection_level
                }
              }
            }

            dynamic "rule_action_override" {
              for_each = managed_rule_group_statement.value.rule_action_overrides

              content {
                name = rule_action_override.key

                action_to_use {
                  dynamic "allow" {
                    for_each = rule_action_override.value == "ALLOW" ? [1] : []

                    content {}
                  }

                  dynamic "block" {
                    for_each = rule_action_override.value == "BLOCK" ? [1] : []

                    content {}
                  }

                  dynamic "captcha" {
                    for_each = rule_action_override.value == "CAPTCHA" ? [1] : []

                    content {}
                  }

                  dynamic "challenge" {
                    for_each = rule_action_override.value == "CHALLENGE" ? [1] : []

                    content {}
                  }

                  dynamic "count" {
                    for_each = rule_action_override.value == "COUNT" ? [1] : []

                    content {}
                  }
                }
              }
            }

            dynamic "scope_down_statement" {
              for_each = length(managed_rule_group_statement.value.terms) > 0 ? [managed_rule_group_statement.value.terms] : []

              content {
                dynamic "and_statement" {
                  for_each = length(scope_down_statement.value) > 1 ? [scope_down_statement.value] : []

                  content {
                    dynamic "statement" {
                      for_each = and_statement.value
                      iterator = term

                      content {
                        dynamic "label_match_statement" {
                          for_each = [for label in term.value.labels : label if length(term.value.labels) == 1 && !term.value.negated]

                          content {
                            key   = label_match_statement.value.key
                            scope = label_match_statement.value.scope
                          }
                        }

                        dynamic "not_statement" {
                          for_each = term.value.negated ? term.value.labels : []

                          content {
                            statement {
                              label_match_statement {
                                key   = not_statement.value.key
                                scope = not_statement.value.scope
                              }
                            }
                          }
                        }

                        dynamic "or_statement" {
                          for_each = length(term.value.labels) > 1 ? [term.value.labels] : []

                          content {
                            dynamic "statement" {
                              for_each = or_statement.value

                              content {
                                label_match_statement {
                                  key   = statement.value.key
                                  scope = statement.value.scope
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }

                dynamic "label_match_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels[0] if length(scope_down_statement.value) == 1 && length(term.labels) == 1 && !term.negated]

                  content {
                    key   = label_match_statement.value.key
                    scope = label_match_statement.value.scope
                  }
                }

                dynamic "not_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels[0] if length(scope_down_statement.value) == 1 && term.negated]

                  content {
                    statement {
                      label_match_statement {
                        key   = not_statement.value.key
                        scope = not_statement.value.scope
                      }
                    }
                  }
                }

                dynamic "or_statement" {
                  for_each = [for term in scope_down_statement.value : term.labels if length(scope_down_statement.value) == 1 && length(term.labels) > 1]

                  content {
                    dynamic "statement" {
                      for_each = or_statement.value

                      content {
                        label_match_statement {
                          key   = statement.value.key
                          scope = statement.value.scope
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }

        dynamic "rule_group_reference_statement" {
          for_each = rule.value.own_group[*]

          content {
            arn = rule_group_reference_statement.value.arn

            dynamic "rule_action_override" {
              for_each = rule_group_reference_statement.value.rule_action_overrides

              content {
                name = rule_action_override.key

                action_to_use {
                  dynamic "allow" {
                    for_each = rule_action_override.value == "ALLOW" ? [1] : []

                    content {}
                  }

                  dynamic "block" {
                    for_each = rule_action_override.value == "BLOCK" ? [1] : []

                    content {}
                  }

                  dynamic "captcha" {
                    for_each = rule_action_override.value == "CAPTCHA" ? [1] : []

                    content {}
                  }

                  dynamic "challenge" {
                    for_each = rule_action_override.value == "CHALLENGE" ? [1] : []

                    content {}
                  }

                  dynamic "count" {
                    for_each = rule_action_override.value == "COUNT" ? [1] : []

                    content {}
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = var.metrics.cloudwatch_enabled
        metric_name                = "${var.name}-${rule.key}"
        sampled_requests_enabled   = var.metrics.sampled_requests_enabled
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = var.metrics.cloudwatch_enabled
    metric_name                = var.name
    sampled_requests_enabled   = var.metrics.sampled_requests_enabled
  }
}
