"""Notes on DynamoDB, behind an HTTP API with payload format 2.0."""
