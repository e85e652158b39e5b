"""A function behind two APIs that share a domain."""
