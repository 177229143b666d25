"""Whether a vault is whole."""
