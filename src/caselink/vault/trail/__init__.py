"""The audit trail and the walk along it."""
