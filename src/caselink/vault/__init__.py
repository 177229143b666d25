"""The encrypted file: keys, database, case documents, search, backup, audit."""
