"""Every error and notice: its code, what it means, and what to do.

An ``E`` code ends a document (or a run) with a status; an ``N`` code is a doubt about a document that was read.
Codes are never used again for something else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Entry(NamedTuple):
    """``status`` is the word in ``documents.csv``; ``cause`` and ``advice`` are what a user reads."""

    status: str
    cause: str
    advice: str


ERRORS: dict[str, Entry] = {
    "E101": Entry("empty", "The file is empty (0 bytes).", "Fetch it again from where it was published."),
    "E102": Entry(
        "no_text",
        "The pages are pictures: there is no text layer.",
        "Run OCR over the file (for example with OCRmyPDF) and read the result.",
    ),
    "E103": Entry(
        "outlines",
        "The text is drawn as outlines, so that no letters can be read.",
        "Ask the publisher for another copy, or run OCR over the file and read the result.",
    ),
    "E104": Entry(
        "wrong_type",
        "The file is neither a PDF nor a Word document (DOCX), whatever its name says.",
        "Save it as PDF or DOCX and read that.",
    ),
    "E105": Entry(
        "encrypted",
        "The file is locked with a password.",
        "Save a copy without the password and read that.",
    ),
    "E106": Entry(
        "damaged",
        "The file is damaged or was cut off.",
        "Fetch it again from where it was published, or repair it and read the result.",
    ),
    "E107": Entry(
        "too_large",
        "The file, or something in it, is larger than can be read in reasonable memory and time.",
        "Split it.",
    ),
    "E108": Entry("no_content", "The document holds no words.", "Check that this is the right file."),
    "E109": Entry(
        "old_word",
        "The file is in the old Word format (.doc).",
        "Save it as DOCX or PDF and read that (README.md has a line that does so for a whole folder).",
    ),
    "E110": Entry(
        "timeout",
        "Reading the document took longer than is allowed.",
        "Raise the limit (--timeout), or split the file.",
    ),
    "E111": Entry(
        "memory",
        "Reading the document took more memory than is allowed.",
        "Raise the limit (--memory), or split the file.",
    ),
    "E112": Entry(
        "crashed",
        "The process that read the document died of it.",
        "Save it anew from Word or a PDF program and read that; please report the file, if you may.",
    ),
    "E113": Entry(
        "too_much_output",
        "The document's records are larger than is allowed.",
        "Check that this is the right file; if it is, split it.",
    ),
    "E114": Entry("too_many_pages", "The document has more pages than is allowed.", "Split the file."),
    "E201": Entry("agenda", "This is an agenda, not minutes.", "Read the minutes of the meeting when published."),
    "E202": Entry(
        "transcript",
        "This is a word-for-word transcript, not minutes.",
        "Read the minutes of the meeting instead.",
    ),
    "E203": Entry(
        "language",
        "The document is not in English.",
        "Only minutes in English are read; nothing was taken from this document.",
    ),
    "E204": Entry(
        "not_minutes",
        "This does not look like the minutes of a meeting.",
        "Check that this is the right file; nothing was taken from it.",
    ),
    "E301": Entry("rules", "A rule pack is wrong.", "Mend the rule that the message names."),
    "E302": Entry("not_found", "There is no such file or folder.", "Check the path for typing mistakes."),
    "E303": Entry("nothing_to_read", "No PDF or Word files were found there.", "Name a folder that holds some."),
    "E304": Entry("output", "The output folder cannot be written.", "Check its permissions and the space left."),
    "E305": Entry("unreadable", "The file cannot be opened.", "Check that you may read it."),
    "E306": Entry(
        "gold", "A gold file is not as it should be.", "Mend what the message names; docs/labelling.md says how."
    ),
    "E307": Entry("no_gold", "No gold files (JSON) were found there.", "Name the folder that holds them."),
    "E308": Entry(
        "no_source",
        "There is nothing to measure.",
        "Name the documents (--source FOLDER) or what was read from them (--records FOLDER).",
    ),
    "E309": Entry(
        "no_worker",
        "The process that is to read the documents cannot be started.",
        "Check that memory is free and that minutebook is installed whole.",
    ),
    "E310": Entry(
        "catalogue",
        "The catalogue cannot be used.",
        "Check its address (--catalogue), or name another output folder.",
    ),
    "E311": Entry("locked", "Another run is at work there.", "Wait until it has ended, or name another output folder."),
    "E312": Entry(
        "vanished",
        "A source that held documents is not there any more, or is empty.",
        "Check that its disk or share is mounted. If the documents are really gone, run it again with --allow-empty.",
    ),
    "E313": Entry(
        "missing_part",
        "A part that this needs is not installed.",
        "Install it: pip install 'minutebook[remote]', and what fsspec asks for that kind of address.",
    ),
    "E314": Entry(
        "scheduler",
        "The Dask cluster cannot be used.",
        "Check the address of its scheduler (--scheduler), and that it has workers on which minutebook is installed.",
    ),
    "E315": Entry("no_dask", "Dask is not installed.", "Install it: pip install 'minutebook[dask]'."),
    "E316": Entry(
        "no_parquet",
        "The format parquet needs pyarrow, which is not there.",
        "Install it: pip install 'minutebook[parquet]'.",
    ),
    "E900": Entry("internal", "minutebook failed on this document.", "Please report it with the file, if you may."),
}


class Doubt(NamedTuple):
    """What a notice says, what a person should look at, and how likely it is, in [0, 1], that something is wrong there.

    The shares were counted by eye, in notices on real minutes; 0 says that there is nothing to look at.
    """

    cause: str
    look: str
    share: float


NOTICES: dict[str, Doubt] = {
    "N01": Doubt(
        "The minutes do not state the date of the meeting, or not in full.",
        "Look for the date on the first page, in the file's name or where it was published.",
        0.9,
    ),
    "N02": Doubt(
        "The numbers of the agenda items leave one out.",
        "Look whether an item was missed there, or the minutes number them so.",
        0.8,
    ),
    "N03": Doubt(
        "A question number is missing, repeated or out of order.",
        "Look whether a question was missed there.",
        0.8,
    ),
    "N04": Doubt("A page holds no text.", "Look at the page: it is a picture, and nothing of it was read.", 0.9),
    "N05": Doubt(
        "An action column holds something that could not be tied to a task.",
        "Look in that row for a task that was missed, or for its owner.",
        0.8,
    ),
    "N06": Doubt(
        "No names were found in the attendance list.", "Look at the list: it is set in a way that was not read.", 0.9
    ),
    "N07": Doubt("A question has no finding.", "Look below the question for an answer that was missed.", 0.8),
    "N08": Doubt(
        "Some text uses fonts without a character map and may be garbled.",
        "Compare the records of the page with the page.",
        0.8,
    ),
    "N09": Doubt("No agenda items were found.", "Look whether the minutes have headings at all.", 0.9),
    "N10": Doubt(
        "A due date was stated that cannot be put on the calendar.",
        "Look what date is meant, and enter it.",
        0.8,
    ),
    "N11": Doubt("An owner's initials fit more than one person.", "Look who is meant.", 0.8),
    "N12": Doubt("Another file with the same bytes was read already.", "", 0.0),
    "N13": Doubt("Part of the file could not be read.", "Open the file and look what is missing.", 0.9),
    "N14": Doubt("Records less sure than was asked for were left out.", "", 0.0),
    "N15": Doubt(
        "A long text stands under no agenda item, or after the close of the meeting, and in no record.",
        "Look whether it holds an item, a decision or an action that was missed.",
        0.9,
    ),
    "N16": Doubt(
        "The file seems to hold the minutes of more than one meeting; all its rows bear the date of the first.",
        "Make a file of each meeting's pages, and read those.",
        1.0,
    ),
}


@dataclass
class MinutebookError(Exception):
    """An error with a code from ``ERRORS``; ``detail`` says what was seen in this case."""

    code: str
    detail: str = ""

    @property
    def entry(self) -> Entry:
        """Its entry in ``ERRORS``."""
        return ERRORS[self.code]

    @property
    def status(self) -> str:
        """The typed status of a document that ends with this error."""
        return self.entry.status

    @property
    def message(self) -> str:
        """What was seen and what to do, without the code."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.entry.cause}{detail} {self.entry.advice}"

    def __str__(self) -> str:
        return f"{self.code} {self.message}"

    def __reduce__(self) -> tuple[type[MinutebookError], tuple[str, str]]:
        return (type(self), (self.code, self.detail))


EXIT = {"ok": 0, "internal": 1, "usage": 2, "some_failed": 3, "dependency": 4, "io": 5, "locked": 75}
"""Exit codes, a stable interface; 130 and 143 are interrupt and termination."""
