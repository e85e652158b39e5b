# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "domain_leads_somewhere" {
  assert {
    condition     = length(var.mappings) > 0
    error_message = "mappings: none, so every request to ${var.domain_name} is answered with 403."
  }
}

check "truststore_is_versioned" {
  assert {
    condition     = var.mutual_tls == null ? true : var.mutual_tls.truststore_version != null
    error_message = "mutual_tls: without truststore_version nothing tells when a new truststore takes effect; keep versions in the bucket and name one."
  }
}
