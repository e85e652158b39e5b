"""TLS, certificates, and how backends are reached."""
