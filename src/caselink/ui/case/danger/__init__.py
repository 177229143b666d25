"""The tab *Danger*: where the case stands, assessing, through time, him, the safety plan."""
