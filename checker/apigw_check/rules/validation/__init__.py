"""Rules about what requests and responses may hold, and what a body says that the service does not do."""
