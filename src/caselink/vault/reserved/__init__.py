"""Cases closed to named workers."""
