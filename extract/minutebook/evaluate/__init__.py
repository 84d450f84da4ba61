"""Measures the records that are read against gold: what a person found in the same documents.

It comes after ``write`` and knows records as their JSON; only the command line calls it.
"""
