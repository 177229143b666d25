"""What left of this case."""
