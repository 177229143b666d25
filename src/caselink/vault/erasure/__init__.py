"""Erasing for good, here and in every older copy."""
