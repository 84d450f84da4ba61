"""Readers by media type: one file in, a Document out."""
