# 2024: the functions moved into the service module.

moved {
  from = module.shipments
  to   = module.service["shipments"]
}

moved {
  from = module.tracking
  to   = module.service["tracking"]
}
