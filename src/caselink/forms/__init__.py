"""What is asked, declared as typed data."""
