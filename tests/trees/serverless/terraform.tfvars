log_level     = "INFO"
slack_webhook = "https://hooks.slack.example/services/T000/B000/XXXX"
