"""Access logs, execution logs and what they hold."""
