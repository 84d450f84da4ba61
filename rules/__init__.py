"""Phrases and conventions of minutes, as data: TOML packs that minutebook.rulepack loads."""
