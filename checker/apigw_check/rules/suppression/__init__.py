"""Rules about suppressions: comments in the sources and waivers of the configuration."""
