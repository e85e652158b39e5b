# What a developer wants to see and prod must not have.

module "stage" {
  data_trace    = true
  logging_level = "INFO"
  access_logs   = false
}

module "service" {
  restrict_permission = false
}
