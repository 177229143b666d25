"""The danger grid: factors, questions and rules as typed, versioned data, and what follows from the answers."""
