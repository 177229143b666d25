"""What a worker is asked outside the partner form: each questionnaire, and what becomes of its answers."""
