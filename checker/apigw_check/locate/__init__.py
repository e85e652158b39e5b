"""Locates what is reported: from an address and an attribute to file, line and column."""
