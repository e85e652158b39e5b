"""Readers of inputs. They decode, they never judge."""
