"""One function per thing a worker does, one transaction each."""
