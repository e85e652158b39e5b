"""Users on DynamoDB, behind an API Gateway proxy integration."""
