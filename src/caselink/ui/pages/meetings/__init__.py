"""Meetings: the list, the page that prepares one, the screen in the room."""
