"""How a vault of an older format becomes one of today: one module for each step."""
