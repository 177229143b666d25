"""Fictional cases: the demo vault and the case to try things on."""
