"""One function per command: typed options in, services called, a document and readable lines out. Nothing prints."""
