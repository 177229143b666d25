"""One editor for each kind of field."""
