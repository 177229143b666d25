"""The team: who has a key, in what role, and the keys themselves."""
