"""Throttling, quotas and caches."""
