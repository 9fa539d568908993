"""What is known about an article besides its text: the head of a page, and the language."""
