"""Danger at the desk: assessing, what follows, his page, the safety plan, the papers."""
