"""Asking before answers are erased for good."""
