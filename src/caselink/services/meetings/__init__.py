"""Meetings of the network: prepared, held, followed up."""
