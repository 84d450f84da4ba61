"""Whatever the blocks are, the stages make records of them that hold together."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import doc, page, table
from minutebook.clean import clean
from minutebook.detect import detect
from minutebook.document import Document
from minutebook.outline import outline
from minutebook.records import Action, Decision, Finding, Minutes, Question
from minutebook.resolve import resolve
from minutebook.rulepack import load

LINES = [
    "**MINUTES OF THE MARSH END HARBOUR BOARD**",
    "Held on 4 March 2031 at 7.30 pm in the Moot Hall",
    "**Present:** Hilda Marsh (Chair), Peter Arden (PA), Quentin Holt",
    "**Apologies:** Cllr R. Penn",
    "Present:\tApologies:",
    "Hilda Marsh\tPeter Arden",
    "**1. Apologies for absence**",
    "**2. Dredging**",
    "2.1 The engineer reported that the channel was clear.",
    "a) Moorings",
    "*1. Is the Board sure of the figures it was given?*",
    "**Findings:**",
    "Response: Yes, they were audited in May.",
    "The Chair asked whether the crane was safe. The engineer said that it was.",
    "**RESOLVED** that the accounts be approved. Proposed PA, seconded QH.",
    "Motion by Holt, second by Arden, to adjourn. Carried 3-0.",
    "**Action Arising:**",
    "**Action:** PA to write to the owner by 30 April.",
    "• The Clerk will report to the next meeting.",
    "Update: done.",
    "PA",
    "",
    "?",
    "1.",
    "**:**",
    "(Action: QH)",
    "**3. Date of next meeting**",
    "2 April 2031 at 7 pm",
    "The meeting closed at 9.10 pm.",
    "Signed ..........",
    "\t\t",
    "ACTION ITEMS",
]
lines = st.sampled_from(LINES) | st.text(max_size=40).map(lambda t: t.replace("\r", " "))
tables = st.lists(st.lists(lines, min_size=3, max_size=3), min_size=1, max_size=4).map(table)
parts = st.lists(lines | tables, min_size=1, max_size=25)


def understand(document: Document) -> Minutes:
    """All stages between reading and writing, but for the question whether these are minutes at all."""
    rules = load()
    tree = outline(clean(document, rules), rules)
    return resolve(tree, detect(tree, rules), rules)


def holds_together(minutes: Minutes) -> None:
    ids = [i.id for i in minutes.agenda_items] + [p.id for p in minutes.attendance]
    ids += [r.id for r in minutes.questions] + [r.id for r in minutes.findings]
    ids += [r.id for r in minutes.decisions] + [r.id for r in minutes.actions]
    assert len(set(ids)) == len(ids)
    items = {i.id for i in minutes.agenda_items}
    questions = {q.id for q in minutes.questions}
    people = {p.id for p in minutes.attendance}
    assert all(i.parent is None or i.parent in items for i in minutes.agenda_items)
    told: list[Question | Finding | Decision | Action] = [*minutes.questions, *minutes.findings]
    told += [*minutes.decisions, *minutes.actions]
    for record in told:
        assert record.text.strip()
        assert record.item is None or record.item in items
        assert record.evidence is not None and record.evidence.quote.strip() and record.evidence.rule
        assert 0 <= record.evidence.confidence <= 1
    assert all(f.question is None or f.question in questions for f in minutes.findings)
    assert all(set(a.owner_people) <= people for a in minutes.actions)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, st.booleans(), st.integers(0, 25))
def test_any_blocks_make_records_that_hold_together(given_parts: list[str | table], laid_out: bool, cut: int) -> None:
    halves = (*given_parts[:cut], page(2), *given_parts[cut:])
    document: Document = doc(*halves, laid_out=laid_out)
    holds_together(understand(document))


def test_the_same_blocks_make_the_same_records() -> None:
    assert understand(doc(*LINES)) == understand(doc(*LINES))


def test_an_id_stays_when_a_record_before_it_goes() -> None:
    whole = understand(doc(*LINES)).actions
    fewer = understand(doc(*[line for line in LINES if not line.startswith("(Action")])).actions
    kept = {a.text: a.id for a in whole}
    assert fewer and all(kept[a.text] == a.id for a in fewer if a.text in kept)
