"""Gold files: what is truly in a document, as a person has labelled it. ``docs/labelling.md`` is their guide."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from minutebook.errors import MinutebookError

Date = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?$")]
Time = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
Page = Annotated[int, Field(ge=1)]
Words = Annotated[str, Field(min_length=1)]


class _Model(BaseModel):
    """What is left out has its default; a name that is none of the format's is an error, as it may be mistyped."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class GoldNext(_Model):
    """The next meeting, where the minutes state it."""

    date: Date | None = None
    time: Time | None = None
    venue: str | None = None


class GoldMeeting(_Model):
    """The meeting that the minutes record."""

    body: str | None = None
    title: str | None = None
    date: Date | None = None
    start_time: Time | None = None
    end_time: Time | None = None
    venue: str | None = None
    chair: str | None = None
    minute_taker: str | None = None
    next_meeting: GoldNext | None = None


class GoldPerson(_Model):
    """One named person in the lists of those who were there or were not."""

    name: Words
    status: Literal["present", "in_attendance", "apologies", "absent"]
    role: str | None = None
    abbreviation: str | None = None


class GoldItem(_Model):
    """A heading of the minutes."""

    id: Words
    number: str | None = None
    title: str
    level: Annotated[int, Field(ge=1)] = 1
    page: Page | None = None


class GoldPassage(_Model):
    """A record that is a passage of the text: its first words, its last words, its page, and its item's id."""

    start: Words
    end: Words
    item: str | None = None
    page: Page | None = None


class GoldQuestion(GoldPassage):
    """A question that was put or is reported."""

    id: Words
    kind: Literal["put", "reported"]
    number: str | None = None
    asked_by: str | None = None
    put_to: str | None = None


class GoldFinding(GoldPassage):
    """The answer to a question."""

    question: str | None = None
    end_page: Page | None = None


class GoldDecision(GoldPassage):
    """What was resolved, agreed, noted or voted on."""

    kind: Literal["resolved", "agreed", "approved", "noted", "recommended", "deferred", "motion"]
    mover: str | None = None
    seconder: str | None = None
    outcome: Literal["carried", "lost", "withdrawn"] | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None


class GoldAction(GoldPassage):
    """A task that somebody is to do after the meeting."""

    marked: bool
    origin: Literal["this", "earlier"] = "this"
    status: Literal["open", "done"] = "open"
    owners: list[str] = []
    due_text: str | None = None
    due_date: Date | None = None


class Gold(_Model):
    """All that is truly in one document. A kind of record that is left out was not labelled, and is not measured."""

    file: Words
    sha256: str | None = None
    pages: int | None = None
    meeting: GoldMeeting | None = None
    attendance: list[GoldPerson] | None = None
    agenda_items: list[GoldItem] | None = None
    questions: list[GoldQuestion] | None = None
    findings: list[GoldFinding] | None = None
    decisions: list[GoldDecision] | None = None
    actions: list[GoldAction] | None = None
    notes: str = ""

    @property
    def publisher(self) -> str:
        """The first folder of the file's path (the file itself where it lies in none)."""
        return self.file.split("/")[0]

    @model_validator(mode="after")
    def _ids_lead_somewhere(self) -> Gold:
        """Check that no id is given twice and that every id that is named is there, where its kind was labelled."""
        for name, field, named, fields in (
            ("agenda_items", self.agenda_items, "item", (self.questions, self.findings, self.decisions, self.actions)),
            ("questions", self.questions, "question", (self.findings,)),
        ):
            ids = [r.id for r in field or ()]
            if twice := sorted({i for i in ids if ids.count(i) > 1}):
                raise ValueError(f"{name}: the id {twice[0]} is given twice")
            wanted = {getattr(r, named) for records in fields for r in records or ()} - {None}
            if field is not None and (lost := sorted(wanted - set(ids))):
                raise ValueError(f"{name}: there is no {lost[0]}, which a record names as its {named}")
        return self


def read_golds(folder: Path) -> tuple[Gold, ...]:
    """Read every gold file of a folder, with all below it, in the order of their names.

    Raises MinutebookError E306 if one is not as the format says, E307 if there is none.
    """
    paths = _gold_files(folder)
    if not paths:
        raise MinutebookError("E307", str(folder))
    golds: list[Gold] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            golds.append(Gold.model_validate_json(path.read_bytes()))
        except ValidationError as error:
            raise MinutebookError("E306", f"{name}: {_first(error)}") from error
        except OSError as error:
            raise MinutebookError("E305", f"{name}: {error.strerror}") from error
    return tuple(golds)


def fingerprint(folder: Path) -> str:
    """Return one hash over the names and bytes of the gold files of a folder: other labels, another fingerprint."""
    whole = hashlib.sha256()
    for path in _gold_files(folder):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
    return whole.hexdigest()


def _gold_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


def _first(error: ValidationError) -> str:
    """Return the first fault as a person reads it: where it is, and what is wrong with it."""
    fault = error.errors()[0]
    where = ""
    for step in fault["loc"]:
        where += f"[{step}]" if isinstance(step, int) else f"{'.' if where else ''}{step}"
    return f"{where}: {fault['msg']}" if where else fault["msg"]
