"""The directory of partner agencies."""
