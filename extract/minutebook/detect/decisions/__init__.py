"""Finds decisions: resolutions, motions with their votes, plain statements of agreement, tables of dispositions."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from minutebook.candidate import Candidate, DecisionTaken
from minutebook.detect.decisions.bodies import decided_elsewhere, own_words
from minutebook.detect.decisions.draft import OPENING
from minutebook.detect.decisions.fields import read_forms
from minutebook.detect.decisions.forms import Stream
from minutebook.detect.decisions.headed import read_headed
from minutebook.detect.decisions.sources import beside, in_office, offices, running_text, unlabelled
from minutebook.detect.dispositions import kept_logs, read_tables
from minutebook.detect.prose import Paragraph, Sentence
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.rulepack import Rules


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the decisions in document order."""
    tabled, used = read_tables(outline, rules)
    used |= kept_logs(outline, rules)
    flow = running_text(outline, rules)
    headed = {h.spans[-1].block for h in outline.items}
    office = offices(found, rules)
    own = own_words(outline, found)
    taken = list(tabled)
    stream: list[Sentence] = []
    for paragraph in flow:
        if not paragraph.follows and stream:
            taken.extend(_read(flow, stream, headed, rules))
            stream = []
        if paragraph.span.block not in used:
            said = (in_office(s, office) for s in unlabelled(paragraph, rules))
            stream.extend(s for s in said if not decided_elsewhere(s.text, own))
    if stream:
        taken.extend(_read(flow, stream, headed, rules))
    taken.extend(read_headed(outline, flow, taken, used, rules))
    taken.sort(key=lambda d: (d.spans[0].block, d.spans[0].start))
    return tuple(_with_titles(outline, _without_consented(outline, taken, rules), rules))


def _with_titles(outline: Outline, taken: Sequence[DecisionTaken], rules: Rules) -> list[DecisionTaken]:
    """Join a verdict behind the title of an item ("Net policy - agreed") with what it is about.

    Under a line that decides on all of them ("The following were approved:") the items with their verdicts are the end
    of that one decision, elsewhere, and where one of them is put off, each is a decision that begins with its title.
    Between a title that asks for a decision ("To approve the plan") and its verdict a few words may stand.
    """
    document = outline.document
    titles = {h.spans[-1].block: h.spans[-1] for h in outline.items}
    level = {h.spans[-1].block: h.level for h in outline.items}

    def title_before(decision: DecisionTaken) -> Span | None:
        span = decision.spans[0]
        title = titles.get(span.block, span)
        between = document.blocks[span.block].text[title.end : span.start]
        if len(decision.spans) > 1 or title.end > span.start:
            return None
        asked = rules.match("decision.paper", document.text(title)) and len(between.split()) <= OPENING
        if any(c.isalnum() for c in between) and not asked:
            return None
        if not rules.fullmatch("outline.verdict", document.text(span).strip(" .")):
            return None
        return Span(span.block, title.start, span.end)

    whole = {k: span for k, d in enumerate(taken) if (span := title_before(d))}
    below = {span.block: k for k, span in whole.items()}
    joined: set[int] = set()
    result: list[DecisionTaken] = []
    for k, decision in enumerate(taken):
        if k in joined:
            continue
        if k in whole:
            result.append(replace(decision, spans=(whole[k],)))
            continue
        spans = decision.spans
        if document.text(spans[-1]).rstrip().endswith(":"):
            items: list[int] = []
            at = spans[-1].block + 1
            while at in level and level[at] == level[items[0] if items else at]:
                items.append(at)
                at += 1
            parts = {at for at in items if at in below and taken[below[at]].kind != "deferred"}
            while items and items[-1] not in parts:
                items.pop()
            if not items and any(b in below for b in range(spans[-1].block + 1, at)):
                continue
            put_off = {at for at in items if at in below and at not in parts}
            spans += tuple(whole[below[at]] if at in parts else titles[at] for at in items if at not in put_off)
            joined |= {below[at] for at in parts}
        result.append(replace(decision, spans=spans))
    return result


def _without_consented(outline: Outline, taken: Sequence[DecisionTaken], rules: Rules) -> list[DecisionTaken]:
    """Leave out the "Accepted." beside each line of a consent agenda if one motion adopts them all."""
    items = {d.item for d in taken if d.mover is not None and d.item is not None}
    items |= {n for item in items if (n := outline.items[item].parent) is not None}
    moved = {n for n in items if rules.search("decision.consent", outline.items[n].title)}
    lines = {n for n, item in enumerate(outline.items) if n in moved or item.parent in moved}
    return [d for d in taken if d.item not in lines or d.mover is not None or d.rule != "decision.fragment"]


def _read(flow: Sequence[Paragraph], stream: Sequence[Sentence], headed: Set[int], rules: Rules) -> list[DecisionTaken]:
    """Return the decisions of a stream; "Adopted." at the end of its heading only tells how a motion below it went."""
    taken, runs = read_forms(flow, stream, rules)
    for run in runs:
        taken.extend(Stream(flow, beside(run, rules), rules).read())
    taken.sort(key=lambda d: (d.spans[0].block, d.spans[0].start))
    repeats = len(taken) > 1 and taken[0].rule == "decision.fragment" and taken[0].spans[0].block in headed
    return taken[1:] if repeats else taken
