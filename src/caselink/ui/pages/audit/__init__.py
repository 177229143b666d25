"""The audit trail, for the coordination."""
