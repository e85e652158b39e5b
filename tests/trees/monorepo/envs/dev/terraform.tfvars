env         = "dev"
waf_enabled = false
