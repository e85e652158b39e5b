resource "aws_acm_certificate" "api" {
  domain_name       = "api.parcels.example"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate" "site" {
  provider = aws.us_east_1

  domain_name       = "app.parcels.example"
  key_algorithm     = "RSA_1024"
  validation_method = "DNS"
}
