"""The list of what to check first."""

from __future__ import annotations

from minutebook.checks import listed
from minutebook.confidence import KINDS, Scale, Traits
from minutebook.errors import MinutebookError
from minutebook.records import Action, AgendaItem, DocumentRecord, Evidence, Meeting, Minutes, NoticeRecord
from minutebook.refusal import refuse

SCALES = {kind: Scale(0.0, {"plain": -0.5, "nobody": -2.0}, {}) for kind in KINDS}


def sure(confidence: float) -> Evidence:
    return Evidence(rule="r", confidence=confidence, blocks=("page 2, paragraph 3",))


def minutes() -> Minutes:
    return Minutes(
        document=DocumentRecord(id="d"),
        meeting=Meeting(id="m"),
        agenda_items=(AgendaItem(id="i", title="Cranes", evidence=sure(0.7)),),
        actions=(
            Action(id="a1", text="Mend it", page=2, evidence=sure(0.4)),
            Action(id="a2", text="Paint it", evidence=sure(0.95)),
        ),
        notices=(
            NoticeRecord(code="N12", message="Read before."),
            NoticeRecord(code="N15", message="Long.", page=3, evidence=Evidence(blocks=("p",), quote="The quay")),
        ),
    )


def test_records_that_are_little_sure_and_notices_are_listed_the_worst_first() -> None:
    found: Traits = {kind: [()] * len(getattr(minutes(), kind)) for kind in KINDS}
    found["actions"][0] = ("plain", "told", "nobody")
    notice, task, item = listed(minutes(), SCALES, found).checks
    assert (notice.doubt, notice.kind, notice.record, notice.page) == (0.9, "notices", "N15", 3)
    assert (notice.text, notice.blocks, notice.why) == ("The quay", ("p",), "Long.") and notice.look.endswith(".")
    assert (task.doubt, task.kind, task.record, task.page) == (0.6, "actions", "a1", 2)
    assert (task.text, task.blocks) == ("Mend it", ("page 2, paragraph 3",))
    assert task.why == "Nobody is named who is to do it; it is a promise in a plain sentence."
    assert task.look == "Look whether it is a task, and whose."
    assert (item.doubt, item.text) == (0.3, "Cranes") and "rule" in item.why


def test_a_file_without_records_is_checked_first() -> None:
    (only,) = refuse(MinutebookError("E102"), DocumentRecord(id="d")).checks
    assert (only.doubt, only.record) == (1.0, "E102") and "OCR" in only.look
    assert refuse(None, DocumentRecord(id="d")).notices == ()
