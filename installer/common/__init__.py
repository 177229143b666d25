"""What every system's package shares: the wheels, what is left out of them, times, lists of parts."""
