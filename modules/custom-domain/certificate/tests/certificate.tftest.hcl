# The certificate, the records that prove its names, and whom they are left to.

mock_provider "aws" {
  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
      domain_validation_options = [
        { domain_name = "example.com", resource_record_name = "_0.example.com.", resource_record_type = "CNAME", resource_record_value = "_1.acm-validations.aws." },
        { domain_name = "*.example.com", resource_record_name = "_0.example.com.", resource_record_type = "CNAME", resource_record_value = "_1.acm-validations.aws." },
        { domain_name = "api.example.org", resource_record_name = "_2.api.example.org.", resource_record_type = "CNAME", resource_record_value = "_3.acm-validations.aws." },
      ]
    }
  }

  mock_resource "aws_acm_certificate_validation" {
    defaults = {
      certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
    }
  }
}

variables {
  domain_name = "example.com"
  subject_alternative_names = {
    "*.example.com"   = {}
    "api.example.org" = { zone = { id = "ZORG" } }
  }
  zone = { id = "ZCOM" }
}

run "certificate" {
  assert {
    condition     = aws_acm_certificate.this.validation_method == "DNS" && aws_acm_certificate.this.subject_alternative_names == toset(["*.example.com", "api.example.org"]) && aws_acm_certificate.this.key_algorithm == "RSA_2048" && aws_acm_certificate.this.options[0].certificate_transparency_logging_preference == "ENABLED"
    error_message = "proven by DNS, logged, and with a key that every caller can use"
  }

  assert {
    condition = { for name, record in aws_route53_record.validation : name => "${record.zone_id} ${record.name} ${record.type} ${join(",", record.records)}" } == {
      "api.example.org" = "ZORG _2.api.example.org. CNAME _3.acm-validations.aws."
      "example.com"     = "ZCOM _0.example.com. CNAME _1.acm-validations.aws."
    }
    error_message = "one record for a name and its wildcard, each in its zone"
  }

  assert {
    condition     = aws_acm_certificate_validation.this[0].validation_record_fqdns == toset([for record in values(aws_route53_record.validation) : record.fqdn]) && output.certificate_arn == aws_acm_certificate_validation.this[0].certificate_arn && aws_acm_certificate_validation.this[0].timeouts.create == "45m"
    error_message = "whoever takes the certificate waits for it"
  }
}

run "one_zone_elsewhere" {
  variables {
    zone = null
  }

  assert {
    condition     = keys(aws_route53_record.validation) == ["api.example.org"] && aws_acm_certificate_validation.this[0].validation_record_fqdns == null
    error_message = "the records of the other names are somebody else's"
  }

  assert {
    condition     = output.validation_records["example.com"] == { name = "_0.example.com.", type = "CNAME", value = "_1.acm-validations.aws." } && length(output.validation_records) == 2
    error_message = "who is told what they are"
  }
}

run "without_waiting" {
  variables {
    transparency_logging = false
    wait_for_validation  = false
  }

  assert {
    condition     = length(aws_acm_certificate_validation.this) == 0 && output.certificate_arn == aws_acm_certificate.this.arn && aws_acm_certificate.this.options[0].certificate_transparency_logging_preference == "DISABLED"
    error_message = "the certificate as it is"
  }
}
