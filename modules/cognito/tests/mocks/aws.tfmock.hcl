# Computed values that the provider itself checks when another resource takes them, or that the module looks into.

mock_resource "aws_cognito_user_pool" {
  defaults = {
    arn      = "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu-central-1_Abc123"
    endpoint = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Abc123"
    id       = "eu-central-1_Abc123"
  }
}

mock_resource "aws_cognito_user_pool_domain" {
  defaults = {
    cloudfront_distribution         = "d111111abcdef8.cloudfront.net"
    cloudfront_distribution_zone_id = "Z2FDTNDATAQYW2"
  }
}
