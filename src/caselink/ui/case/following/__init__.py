"""The months after the first interview: who has seen her, what is due, all that happened."""
