# What the service accepts.

locals {
  actions          = ["ALLOW", "BLOCK", "CAPTCHA", "CHALLENGE", "COUNT"]
  custom_key_types = ["COOKIE", "FORWARDED_IP", "HEADER", "HTTP_METHOD", "IP", "LABEL_NAMESPACE", "QUERY_ARGUMENT", "QUERY_STRING", "URI_PATH"]

  # JA3 and JA4 fingerprints are left out: API Gateway does not hand them to AWS WAF.
  field_types = [
    "ALL_QUERY_ARGUMENTS", "BODY", "COOKIES", "HEADERS", "JSON_BODY", "METHOD", "QUERY_STRING", "SINGLE_HEADER", "SINGLE_QUERY_ARGUMENT",
    "URI_PATH",
  ]
  named_custom_key_types = ["COOKIE", "HEADER", "LABEL_NAMESPACE", "QUERY_ARGUMENT"]
  named_field_types      = ["SINGLE_HEADER", "SINGLE_QUERY_ARGUMENT"]
  sized_field_types      = ["BODY", "COOKIES", "HEADERS", "JSON_BODY"]

  log_actions             = ["ALLOW", "BLOCK", "CAPTCHA", "CHALLENGE", "COUNT", "EXCLUDED_AS_COUNT"]
  log_destination_pattern = "^arn:[^:]+:(logs:[^:]+:[0-9]{12}:log-group:|s3:::|firehose:[^:]+:[0-9]{12}:deliverystream/)aws-waf-logs-"
  protected_field_types   = ["BODY", "QUERY_STRING", "SINGLE_COOKIE", "SINGLE_HEADER", "SINGLE_QUERY_ARGUMENT"]
  resource_arn_pattern = format("^arn:[^:]+:(%s)", join("|", [
    "apigateway:[^:]+::/restapis/[^/]+/stages/[^/]+$",
    "apprunner:[^:]+:[0-9]{12}:service/",
    "appsync:[^:]+:[0-9]{12}:apis/",
    "cognito-idp:[^:]+:[0-9]{12}:userpool/",
    "ec2:[^:]+:[0-9]{12}:verified-access-instance/",
    "elasticloadbalancing:[^:]+:[0-9]{12}:loadbalancer/app/",
  ]))
  response_codes = [
    200, 201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 411, 412, 413, 414, 415, 416,
    421, 429, 500, 501, 502, 503, 504, 505,
  ]
  retention_days = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]
  text_transformations = [
    "BASE64_DECODE", "BASE64_DECODE_EXT", "CMD_LINE", "COMPRESS_WHITE_SPACE", "CSS_DECODE", "ESCAPE_SEQ_DECODE", "HEX_DECODE",
    "HTML_ENTITY_DECODE", "JS_DECODE", "LOWERCASE", "MD5", "NONE", "NORMALIZE_PATH", "NORMALIZE_PATH_WIN", "REMOVE_NULLS",
    "REPLACE_COMMENTS", "REPLACE_NULLS", "SQL_HEX_DECODE", "URL_DECODE", "URL_DECODE_UNI", "UTF8_TO_UNICODE",
  ]
}
