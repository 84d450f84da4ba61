"""The invented minutes of data/raw: their words, their layouts and the records that they hold."""
