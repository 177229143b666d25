"""The register of all that left, over all cases."""
