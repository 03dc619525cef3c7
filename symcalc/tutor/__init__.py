"""The tutor: questions worked out step by step."""
