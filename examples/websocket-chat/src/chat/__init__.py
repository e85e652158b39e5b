"""A chat room on a WebSocket API: who is connected is kept in DynamoDB, messages go to everybody."""
