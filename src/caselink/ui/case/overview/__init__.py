"""The picture of needs, and whom to contact for each."""
