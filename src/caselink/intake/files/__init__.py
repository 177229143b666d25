"""Files that strangers made: what they are by their content, and everything that decodes them, in a process apart."""
