"""CaseLink: one encrypted vault per office for the people around a victim of partner violence."""

__version__ = "0.1.0"
