"""What a partner would get beside what it would not, and the liaison form made from it."""
