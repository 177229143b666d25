"""Who opens the vault: key files, the data key, the recovery code, a change of them."""
