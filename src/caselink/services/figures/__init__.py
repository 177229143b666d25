"""Figures: read, shown, published, kept for the annual report, and what she thought of the help."""
