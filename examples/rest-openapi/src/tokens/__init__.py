"""A Lambda authorizer for opaque tokens."""
