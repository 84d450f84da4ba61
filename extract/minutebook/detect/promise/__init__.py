"""Reads sentences that commit somebody to a task: who is to do it, and by when."""
