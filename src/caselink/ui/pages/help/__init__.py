"""What helps: keys, words, what is inside, a report."""
