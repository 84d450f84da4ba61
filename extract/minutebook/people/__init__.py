"""Reads people as minutes print them: names and their titles, initials, roles, organisations, and lists of them."""

from __future__ import annotations

from minutebook.people.entry import Person, parse_person, without_title
from minutebook.people.lists import one_of, split_people
from minutebook.people.names import (
    bare_name,
    initials,
    initials_fit,
    is_full_only,
    is_membership,
    is_name,
    is_office,
    is_role,
    name_at,
    same_person,
    split_title,
)

__all__ = [
    "Person",
    "bare_name",
    "initials",
    "initials_fit",
    "is_full_only",
    "is_membership",
    "is_name",
    "is_office",
    "is_role",
    "name_at",
    "one_of",
    "parse_person",
    "same_person",
    "split_people",
    "split_title",
    "without_title",
]
