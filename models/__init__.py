"""Trained pipelines. There is none yet: every record comes from the rules."""
