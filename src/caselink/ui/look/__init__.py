"""How the window looks: colours, letters, icons, distances, dates."""
