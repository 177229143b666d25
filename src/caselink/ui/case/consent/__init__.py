"""Her consents: what she agreed to, what she took back, who must never be informed."""
