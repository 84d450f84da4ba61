"""Finds tasks: labels, action columns and initials beside the text, tables and logs, bold run-ins, plain promises."""

from __future__ import annotations

from minutebook.candidate import Candidate
from minutebook.detect.actions.bold import read_bold
from minutebook.detect.actions.bracketed import read_bracketed
from minutebook.detect.actions.labelled import read_labelled
from minutebook.detect.actions.noted import read_notes
from minutebook.detect.actions.parts import Work
from minutebook.detect.actions.plain import read_plain
from minutebook.detect.actions.tabled import read_tables
from minutebook.detect.actions.wording import without_owner, without_tail
from minutebook.outline import Outline
from minutebook.rulepack import Rules


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the actions of a document in its order.

    ``found`` are the candidates so far: the attendance list says who can be an owner, the questions what an action
    arises from, the meeting's date which rows of a log are of an earlier meeting.
    """
    work = Work(outline, rules, found)
    read_tables(work)
    read_notes(work)
    read_labelled(work)
    read_bold(work)
    read_bracketed(work)
    read_plain(work)
    out = [a if a.rule == "actions.table" else without_owner(work, without_tail(work, a)) for a in work.out]
    return tuple(sorted(out, key=lambda a: (a.spans[0].block, a.spans[0].start)))
