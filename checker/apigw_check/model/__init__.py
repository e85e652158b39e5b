"""The model that frontends fill and rules judge."""
