"""A function behind one route."""
