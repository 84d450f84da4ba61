"""What comes of following things from meeting to meeting: the rows of the registers, field for field.

The meaning of each field stands in its ``doc`` metadata, from which the tables and their descriptions derive. Dates are
ISO at the precision stated; what is not known is None.
"""

from __future__ import annotations

from dataclasses import dataclass

from minutebook.records import documented as _f


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An action followed from the meeting where it arose to the last minutes that speak of it."""

    body: str | None = _f("The council, board or committee.")
    state: str = _f(
        "As of the last minutes of the body that were read. done: minutes say so; overdue: not done, and its due date "
        "lies before the last meeting; open: not done, not overdue, and the minutes of the last meeting, or of the one "
        "before it, still speak of it; dropped: not done, not overdue, and later minutes never mention it again.",
        "open",
    )
    text: str = _f("The task, as first printed.", "")
    owners: tuple[str, ...] = _f("Who is to do it, as last printed.", ())
    owner_names: tuple[str, ...] = _f(
        "Their names, where the attendance list or the role that somebody held then tells them.", ()
    )
    due_text: str | None = _f("By when, as last printed.")
    due_date: str | None = _f("By when, as a date, as last stated.")
    arose_date: str | None = _f("Date of the first meeting whose minutes hold it.")
    last_mention_date: str | None = _f("Date of the last meeting whose minutes speak of it.")
    done_date: str | None = _f("Date of the first meeting whose minutes say that it is done.")
    as_of_date: str | None = _f("Date of the last meeting of the body whose minutes were read.")
    days_open: int | None = _f(
        "Days from the meeting where it arose to that which says that it is done, or else to the last one read."
    )
    mentions: int = _f("How many minutes speak of it (actions_mentions.csv has a row for each).", 1)
    update: str | None = _f("What the minutes last said of its progress.")
    changes: tuple[str, ...] = _f("Changes of owner and due date: the meeting, what it was, what it became.", ())
    reference: str | None = _f("Reference printed with it, such as a number in an action log.")
    item_path: str | None = _f("Number of the agenda item under which it arose, with those of the items above it.")
    item_title: str | None = _f("Title of that agenda item.")
    question_text: str | None = _f("The question from which it arose.")
    marked: bool = _f("True if it was printed as an action, False if it was a plain promise.", True)
    least_sure: float = _f(
        "How likely it is, from 0 to 1, that the least sure of the links between its mentions is right (1 if there is "
        "one mention alone).",
        1.0,
    )
    confidence: float = _f("How likely it is, from 0 to 1, that it truly is a task.", 0.0)
    source: str = _f("File in which it first stands.", "")
    page: int | None = _f("Page of that file on which it stands; empty for a Word file.")
    quote: str = _f("Its words in that file.", "")
    last_source: str = _f("File of the last mention.", "")
    last_page: int | None = _f("Page of the last mention.")
    task_id: str = _f("Id of the task, made of the ids of its first mention.", "")
    document_id: str = _f("Id of the document in which it first stands.", "")
    action_id: str = _f("Id of its first mention in actions.csv.", "")
    question_id: str | None = _f("Id of the question from which it arose.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What the minutes of one meeting say of a task."""

    body: str | None = _f("The council, board or committee.")
    meeting_date: str | None = _f("Date of the meeting.")
    number: int = _f("1 for the meeting where the task arose, 2 for its next mention, and so on.", 1)
    kind: str = _f(
        "arose: first printed here; again: printed as an action or in a log again; update: a passage (updates.csv) or "
        "an item tells of it.",
        "arose",
    )
    text: str = _f("The task as printed here.", "")
    owners: tuple[str, ...] = _f("Who is to do it, as printed here.", ())
    due_text: str | None = _f("By when, as printed here.")
    due_date: str | None = _f("By when, as a date.")
    status: str = _f("open or done, as told here.", "open")
    update: str | None = _f("What is said here of its progress.")
    link: str = _f("Why this is taken for the same task as the mention before (empty for the first).", "")
    sure: float = _f("How likely it is, from 0 to 1, that it is the same task as the mention before.", 1.0)
    source: str = _f("File.", "")
    page: int | None = _f("Page of that file; empty for a Word file.")
    quote: str = _f("The words in that file.", "")
    task_id: str = _f("Id of the task.", "")
    document_id: str = _f("Id of the document.", "")
    action_id: str = _f("Id of the row in actions.csv; empty where it is told of elsewhere.", "")
    update_id: str = _f("Id of the row in updates.csv, where a passage tells of it.", "")
    other_action_ids: tuple[str, ...] = _f(
        "Ids of the other rows in actions.csv that print it in the same minutes.", ()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """One person over the meetings of a body."""

    body: str | None = _f("The council, board or committee.")
    name: str = _f("The fullest form of the name.", "")
    names: tuple[str, ...] = _f("The name in all forms in which it is printed, the most frequent first.", ())
    roles: tuple[str, ...] = _f("Roles with the first and the last meeting at which they are printed.", ())
    organisation: str | None = _f("Organisation, as last printed.")
    first_date: str | None = _f("Date of the first meeting that names the person.")
    last_date: str | None = _f("Date of the last meeting that names the person.")
    meetings: int = _f("Meetings of the body from the first to the last, that have an attendance list.", 0)
    present: int = _f("Of these: present.", 0)
    in_attendance: int = _f("Of these: in attendance (there, but no member).", 0)
    apologies: int = _f("Of these: apologies.", 0)
    absent: int = _f("Of these: absent.", 0)
    rate: float | None = _f(
        "Share of the meetings at which the person was expected (present, apologies or absent) and was present."
    )
    individual_id: str = _f("Id of the person in this body.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A role that a person held, from one meeting to another."""

    body: str | None = _f("The council, board or committee.")
    name: str = _f("The person.", "")
    role: str = _f("The role or office, as printed.", "")
    first_date: str | None = _f("Date of the first meeting that gives the person this role.")
    last_date: str | None = _f("Date of the last meeting that does, before another has it or the person has another.")
    meetings: int = _f("How many meetings give it.", 0)
    individual_id: str = _f("Id of the person in this body.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two names that may be one person, and were left apart."""

    body: str | None = _f("The council, board or committee.")
    name: str = _f("One name.", "")
    other: str = _f("The other name.", "")
    why: str = _f("Why they may be one, and why they were left apart.", "")
    individual_id: str = _f("Id of the one.", "")
    other_id: str = _f("Id of the other.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A question with its answer and what was promised."""

    body: str | None = _f("The council, board or committee.")
    meeting_date: str | None = _f("Date of the meeting.")
    item_path: str | None = _f("Number of the agenda item with those of the items above it.")
    item_title: str | None = _f("Title of the agenda item.")
    number: str | None = _f("Number as printed.")
    text: str = _f("The question.", "")
    asked_by: str | None = _f("Who asked, as printed.")
    put_to: str | None = _f("Who was asked, as printed.")
    answered: bool = _f("Whether the minutes give an answer.", False)
    finding: str | None = _f("The answer.")
    actions: tuple[str, ...] = _f("The tasks that arose from it, each with its state today.", ())
    open_actions: int = _f("How many of them are not done.", 0)
    confidence: float = _f("How likely it is, from 0 to 1, that it truly is a question.", 0.0)
    source: str = _f("File.", "")
    page: int | None = _f("Page of that file; empty for a Word file.")
    document_id: str = _f("Id of the document.", "")
    question_id: str = _f("Id of the question in questions.csv.", "")
    task_ids: tuple[str, ...] = _f("Ids of those tasks in actions_register.csv.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One meeting, with all the files that are its minutes."""

    body: str | None = _f("The council, board or committee.")
    date: str | None = _f("Date of the meeting.")
    title: str | None = _f("Title of the minutes that count.")
    status: str | None = _f(
        "draft or approved: approved if the file that counts, another version or later minutes say so."
    )
    approved_date: str | None = _f("Date of the meeting at which they were approved, where minutes say so.")
    source: str = _f(
        "File that counts: the approved one, else one that is no draft, else the fullest; a PDF before a Word file. "
        "Where the minutes do not say whether they are approved or a draft, the name of the file may.",
        "",
    )
    versions: int = _f("How many files are minutes of this meeting.", 1)
    others: tuple[str, ...] = _f("The other files.", ())
    differences: int = _f("How many records differ between the file that counts and the others.", 0)
    days_since: int | None = _f("Days since the meeting before of the same body.")
    document_id: str = _f("Id of the document that counts.", "")
    meeting_id: str = _f("Id of the meeting in meetings.csv, of the document that counts.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A record in which two versions of a meeting's minutes differ."""

    body: str | None = _f("The council, board or committee.")
    meeting_date: str | None = _f("Date of the meeting.")
    table: str = _f("Table of the record.", "")
    kind: str = _f("added, removed or changed: from the other file to the one that counts.", "changed")
    before: str | None = _f("The record in the other file.")
    after: str | None = _f("The record in the file that counts.")
    fields: tuple[str, ...] = _f("Columns that changed.", ())
    source: str = _f("File that counts.", "")
    page: int | None = _f("Page of that file.")
    other_source: str = _f("The other file.", "")
    other_page: int | None = _f("Page of the other file.")
    document_id: str = _f("Id of the document that counts.", "")
    other_document_id: str = _f("Id of the other document.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """All registers of one body."""

    tasks: tuple[Task, ...] = ()
    mentions: tuple[Mention, ...] = ()
    individuals: tuple[Individual, ...] = ()
    terms: tuple[Term, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    differences: tuple[Difference, ...] = ()
