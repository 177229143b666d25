"""One folding of names and numbers, and how two names compare (decision 23)."""
