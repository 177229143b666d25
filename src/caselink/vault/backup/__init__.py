"""Backups: made, kept, looked into, cleaned of what was erased."""
