# What somebody should hear of. Subscribe to the topic: `aws sns subscribe --topic-arn ...`.

module "monitoring" {
  source = "../../modules/monitoring"

  name = var.name

  apis = {
    users = {
      type          = "REST"
      api_name      = var.name
      execution_arn = module.api.api_execution_arn
      stage         = var.stage_name

      alarms = {
        client_errors = { threshold = 0.5 }
        latency       = { threshold = 5000 }
        page_latency  = { metric = "Latency", statistic = "p99", threshold = 2000, route = "GET /users" }
      }
    }
  }

  web_acls = {
    users = { arn = module.waf.web_acl_arn, metric_name = module.waf.metric_name }
  }
}
