"""The first page of a day: what waits."""
