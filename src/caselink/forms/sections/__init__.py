"""The sections of the partner form, a few to a module, in the words and order of the field."""
