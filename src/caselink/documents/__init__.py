"""What leaves, written."""
