"""The files kept with a case: added, listed, looked at inside the program."""
