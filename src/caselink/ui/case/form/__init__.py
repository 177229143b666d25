"""The shared partner form, made from its declaration."""
