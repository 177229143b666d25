"""What still reads of a damaged vault, into a new and sound one."""
