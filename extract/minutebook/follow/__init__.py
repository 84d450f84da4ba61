"""Follows things from meeting to meeting of a body: tasks, people, questions, and the versions of minutes."""
