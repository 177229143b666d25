"""What is handed out: built from a clean clone, equal byte for byte each time (installer/README.md)."""
