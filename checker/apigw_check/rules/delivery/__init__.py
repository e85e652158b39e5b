"""Deployments and stages."""
