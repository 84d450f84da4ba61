"""Compares the lists: officers set apart, one row for each person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from minutebook.detect.attendance.parts import Row
from minutebook.people import (
    Person,
    bare_name,
    is_full_only,
    is_membership,
    is_office,
    same_person,
    split_title,
    without_title,
)
from minutebook.rulepack import Rules
from minutebook.values import hastened


def set_officers_apart(rows: list[Row], rules: Rules) -> list[Row]:
    """Set the clerk and the like apart from the members; without any list of members those in attendance are they."""
    club = any(r.person.role and rules.search("attendance.club", r.person.role) for r in rows)
    members: dict[int, list[bool]] = {}
    for row in rows:
        if row.status == "present" and row.person.role:
            members.setdefault(row.label, []).append("member" in row.person.role.lower())
    apart = any(r.status == "in_attendance" for r in rows)
    mixed = {k for k, v in members.items() if not apart and len(v) > 3 and sum(v) >= 0.4 * len(v)}
    visits = [r.status == "present" and _visits(r, rules) for r in rows]
    few = {
        row.label
        for row, visit in zip(rows, visits, strict=True)
        if visit
        and 0.4 * sum(r.label == row.label and r.status == "present" for r in rows)
        > sum(v and r.label == row.label for r, v in zip(rows, visits, strict=True))
    }
    out = []
    for row, visit in zip(rows, visits, strict=True):
        role = row.person.role or ""
        officer = (visit and row.label in few) or (
            bool(role)
            and not row.stated
            and (
                rules.search("attendance.officer", role) is not None
                or (not club and rules.search("attendance.secretary", role) is not None)
                or (row.label in mixed and rules.search("attendance.belongs", role) is None)
            )
        )
        out.append(replace(row, status="in_attendance") if officer and row.status == "present" else row)
    if not any(r.status == "present" for r in rows):
        first = next((r for r in out if r.status == "in_attendance"), None)
        if first is not None and first.rule == "attendance-label-in-attendance":
            out = [
                replace(r, status="present")
                if r.label == first.label and not (r.person.role and rules.search("attendance.officer", r.person.role))
                else r
                for r in out
            ]
    return out


def _visits(row: Row, rules: Rules) -> bool:
    """Tell the ward councillor or constable who calls on a body that is not theirs, by role or title."""
    words = (row.person.role or "", split_title(row.person.name)[0])
    return any(w and rules.search("attendance.visitor", w) for w in words)


def name_alike(rows: list[Row]) -> list[Row]:
    """Name members alike: "Commissioner Hill" is Hill where others stand as "Commissioners Low and Dale".

    So it is where an office was taken off a surname beside it ("Chair Moor, Commissioner Hill").
    """
    shared = {r.person.role.lower() for r in rows if r.person.role and not split_title(r.person.name)[0]}
    civic = sum(r.person.full and is_full_only(r.person.role or "") for r in rows) > 1  # "Council Member Ann Hill"
    parted = {r.label for r in rows if r.person.role and not r.person.full and is_office(r.person.role)}
    out = []
    for row in rows:
        title, _ = split_title(row.person.name)
        office = row.person.role or ""
        alike = (title.lower() in shared or row.label in parted) and is_membership(title)
        alike = alike or (civic and row.person.full and title.lower() == "mayor")
        if row.label in parted and is_membership(office) and row.person.name.startswith(f"{office} "):
            bare = row.person.name.removeprefix(office).strip()  # "Director Hill"
            out.append(replace(row, person=replace(row.person, name=bare, start=row.person.end - len(bare))))
        else:
            out.append(replace(row, person=without_title(row.person)) if alike else row)
    return out


_OF_MEMBERS = frozenset(
    {"cllr", "councillor", "councilor", "councilmember", "cr", "clr", "commissioner", "trustee", "the", "dr", "prof"}
)
"""Titles that say nothing against another: one list may leave them out."""
_IN_THE_CHAIR = "attendance-sentence-in-the-chair"
"""The sentence that names again whom the list names."""
_RANK = {"apologies": 3, "absent": 2, "present": 1, "in_attendance": 0}


def one_row_each(rows: list[Row]) -> list[Row]:
    """Give each person one row: apologies and absence outweigh a list of those who belong to the body."""
    kept: list[Row] = []
    names: list[_Name] = []
    for row in rows:
        name = _name(row.person)
        k = next((k for k, known in enumerate(names) if _same(row, name, kept[k], known)), None)
        if k is None and not row.person.full:
            alike = [
                k for k, known in enumerate(names) if known.last == name.bare and _by_surname(row, name, kept[k], known)
            ]
            k = alike[0] if len(alike) == 1 else None
        elif k is None:
            alike = [
                k for k, known in enumerate(names) if known.bare == name.last and _by_surname(kept[k], known, row, name)
            ]
            k = alike[0] if len(alike) == 1 and not kept[alike[0]].person.full else None
            if k is not None and row.rule != _IN_THE_CHAIR:
                kept[k] = replace(row, person=replace(row.person, role=row.person.role or kept[k].person.role))
                names[k] = name
                continue
        if k is None:
            kept.append(row)
            names.append(name)
            continue
        keep = kept[k]
        status = keep.status
        if row.label != keep.label or row.rule != keep.rule:
            status = max(keep.status, row.status, key=lambda s: _RANK[s])
        person = replace(
            keep.person,
            role=keep.person.role or row.person.role,
            organisation=keep.person.organisation or row.person.organisation,
            abbreviation=keep.person.abbreviation or row.person.abbreviation,
        )
        kept[k] = replace(keep, status=status, person=person)
    return kept


@hastened
@dataclass(frozen=True, slots=True)
class _Name:
    """A person's name taken apart, in lower case. ``last``: its last word; ``short``: it opens with an initial."""

    title: str
    bare: str
    last: str
    short: bool


def _name(person: Person) -> _Name:
    bare = bare_name(person.name).lower()
    words = bare.split() or [""]
    return _Name(split_title(person.name)[0].lower(), bare, words[-1], len(bare.split(" ", 1)[0]) <= 2)


def _by_surname(row: Row, name: _Name, other: Row, known: _Name) -> bool:
    """Say whether a surname by itself in another list can mean a person named in full: no title speaks against it."""
    if row.label == other.label or not other.person.full or known.last != name.bare:
        return False
    if known.short and {row.status, other.status} == {"present", "in_attendance"}:
        return False  # "D. Hill", who was there beside the members, is not the member Hill
    first, second = ({w.strip(".") for w in n.title.split()} - _OF_MEMBERS for n in (name, known))
    return first == second or not first or not second


def _same(a: Row, name: _Name, b: Row, other: _Name) -> bool:
    """Say whether two rows, with their names taken apart, mean one person."""
    if name.bare == other.bare:
        return name.title in (other.title, "") or a.person.full
    if a.label == b.label or not (a.person.full and b.person.full):
        return False
    if fuzz.ratio(name.bare, other.bare, score_cutoff=94):
        return True
    return (name.short or other.short) and same_person(a.person.name, b.person.name)
