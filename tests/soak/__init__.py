"""A day at the office, sped up, as ratios of its end to its beginning: `make soak`."""
