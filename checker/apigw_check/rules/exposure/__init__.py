"""What is reachable from where: resource policies, endpoints, CORS, permissions."""
