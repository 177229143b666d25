"""Windows, built on Linux: a setup for one user without an administrator, and a folder that runs from a stick."""
