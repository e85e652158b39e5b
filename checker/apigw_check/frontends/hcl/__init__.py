"""Terraform sources (`.tf`, `.tf.json`): syntax, and what their expressions give without running terraform."""
