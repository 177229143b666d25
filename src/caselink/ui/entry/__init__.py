"""Before a vault is open: unlock it, or make one."""
