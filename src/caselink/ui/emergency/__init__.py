"""In danger now: numbers and steps, the same with a vault open or locked."""
