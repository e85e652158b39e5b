# Advice: what is allowed, and probably not meant. Only inputs that are known when Terraform plans are looked at.

check "alarms_call_somebody" {
  assert {
    condition     = length(var.alarm_actions) > 0 || var.topic.enabled
    error_message = "alarm_actions: none, and topic is off: the alarms go off in the console alone."
  }
}

check "something_is_watched" {
  assert {
    condition     = length(local.alarms) > 0
    error_message = "apis, web_acls: there is no alarm."
  }
}
