"""What may leave: the gate. Pure functions; nothing else decides it."""
