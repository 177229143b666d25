"""What is rarely done with a case: close it, reserve it, keep it, erase it."""
