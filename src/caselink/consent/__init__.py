"""What she agreed to and what stands against it: the law that the gate judges by. Pure functions."""
