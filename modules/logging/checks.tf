check "retention" {
  assert {
    condition = alltrue([
      for group in values(var.log_groups) : group.retention_in_days == null ? var.retention_in_days > 0 : group.retention_in_days > 0
    ])
    error_message = "log_groups: ${join(", ", [for key, group in var.log_groups : key if(group.retention_in_days == null ? var.retention_in_days : group.retention_in_days) == 0])}: a retention of 0 keeps events, and pays for them, for ever."
  }
}
