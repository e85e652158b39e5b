# What somebody should hear of. Subscribe to the topic: `aws sns subscribe --topic-arn ...`.

module "monitoring" {
  source = "../../modules/monitoring"

  name = var.name

  apis = {
    chat = { type = "WEBSOCKET", execution_arn = module.api.api_execution_arn, stage = var.stage_name }
  }
}
