"""A Lambda authorizer that verifies RS256 tokens with the public keys of their issuer."""
