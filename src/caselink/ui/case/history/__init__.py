"""Who changed what in this case."""
