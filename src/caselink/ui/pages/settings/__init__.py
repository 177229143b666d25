"""The settings: the office's own words, this computer, the team."""
