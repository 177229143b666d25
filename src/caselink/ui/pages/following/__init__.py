"""The office's lists: what is due, who was last in contact, what partners were asked."""
