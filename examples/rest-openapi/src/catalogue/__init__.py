"""Products and quotes, out of a database that comes with the function."""
