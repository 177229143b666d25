"""The frame of a session: its process, thread, window and locks."""
