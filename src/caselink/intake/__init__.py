"""What comes in: parsed apart, with limits; gives plain values."""
