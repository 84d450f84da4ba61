"""Finds questions: those printed as questions, and sentences which report that somebody asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minutebook.candidate import Candidate, QuestionAsked
from minutebook.detect.dialogue import speakers
from minutebook.detect.paired import Pair, pairs
from minutebook.detect.prose import Paragraph, Sentence, following, join, listed, paragraphs
from minutebook.document import Span
from minutebook.outline import Outline
from minutebook.people import is_name, split_title
from minutebook.rulepack import Hit, Rules

_QUOTED = re.compile(r"\b(?:asked|asking|enquired|inquired)\b[^\"“]{0,60}(?P<words>[\"“][^\"“”]+\?[\"”])\s*\.?$")
"""The words of somebody who "asked", between quotation marks."""
_YES = re.compile(r"\W*(?:yes|no|not\s+yet|correct)\b", re.IGNORECASE)
_STOPPED = re.compile(r"\A[^\"“‘]*\?[\"”’]?\.\Z")
"""A stop behind the mark of a question, which does not open the quotation that it may close."""
_CLOSERS = "\"'”’)] "
_PRONOUNS = ("He", "She", "They", "I", "We")
_LONGEST = 120
"""A paragraph of more words than this before a label "Findings:" is no question."""
_ASKED = 2
"""Plain text of more sentences than this that asks nothing is no question, though "Findings:" follows."""
_QUOTATION = 8
"""What somebody asks is quoted in no more paragraphs than these."""
_PLACE = 8
"""Where somebody is from, or what they are, is told behind the name in no more words than these."""
_PREAMBLE = 3
"""A list item may open with so many sentences that lead up to its question."""


def find(outline: Outline, rules: Rules, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the questions of the business in document order, put and reported."""
    flow = paragraphs(outline, ("body", "closing"))
    tabled = pairs(flow, rules)
    asked = [_tabled(pair, rules) for pair in tabled.rows]
    taken = set(tabled.taken)
    asker: str | None = None
    turns = speakers(flow, rules, found)
    for paragraph in flow:
        if paragraph.index in taken:
            continue
        lead = rules.match("question.leadin", paragraph.text)
        after = following(flow, paragraph.index) if lead else None
        if lead and after and (is_question(after.text) or after.label):
            asker = _leading(lead)
            continue
        if lead and "sked" in paragraph.text and (words := quotation(flow, after)):
            taken.update(p.index for p in words)
            asked.append(_in_quotes(words, lead))
            continue
        if not paragraph.label and not paragraph.follows:
            asker = None
        labelled = (
            _labelled(flow, paragraph, rules, taken)
            or _noticed(outline, paragraph, rules)
            or _before_findings(flow, paragraph, rules, taken)
        )
        if labelled is not None:
            asked.append(labelled)
            continue
        put = _in_paragraph(flow, paragraph, rules, asker if paragraph.label or paragraph.follows else None)
        asked.extend(_spoken(q, paragraph, turns[paragraph.index]) if paragraph.index in turns else q for q in put)
    asked.sort(key=lambda q: (q.spans[0].block, q.spans[0].start))
    return tuple(asked)


def _spoken(question: QuestionAsked, paragraph: Paragraph, who: str) -> QuestionAsked:
    """Return a question of a dialogue with who speaks: by name before its words, if the turn opens with it."""
    first, *more = question.spans
    before = paragraph.text[: first.start - paragraph.span.start]
    opens = question.kind == "put" and before.startswith(who) and before.rstrip().endswith(":")
    start = paragraph.span.start if opens else first.start
    spans = (replace(first, start=start), *more)
    return replace(question, spans=spans, asked_by=question.asked_by or name(who.lstrip("@")))


def _tabled(pair: Pair, rules: Rules) -> QuestionAsked:
    """Read a question with a cell of its own beside its answer."""
    first = pair.question[0]
    return QuestionAsked(
        spans=tuple(p.span for p in pair.question),
        item=first.item,
        rule="question.tabled",
        confidence=0.95 if is_question(pair.question[-1].text) else 0.85,
        kind="put",
        number=_number(first),
        asked_by=name(pair.asker),
        put_to=_put_to(first.text, rules),
    )


def is_question(text: str) -> bool:
    """Return whether the text ends as a question does."""
    return text.rstrip(_CLOSERS).endswith("?") or _STOPPED.search(text) is not None


def _asks(text: str, styled: bool, rules: Rules) -> bool:
    """Tell a sentence that asks something of the business from a bare word with a mark ("Roof?") and a formality.

    Plain text asks where a clause opens as a question does; a word that asks will do where it is ``styled``, or
    "yes" or "no" follows.
    """
    if rules.search("question.formality", text):
        return False
    return rules.search("question.asks" if styled else "question.inverts", text) is not None


def is_reported(text: str, rules: Rules) -> str | None:
    """Return the id of the rule by which a sentence reports that somebody asked, None if it reports no such thing."""
    hit = rules.search("question.reported", text)
    if hit is None or rules.search("question.not", text) or rules.match("question.attribution", text):
        return None
    return hit.rule.id


def name(printed: str | None) -> str | None:
    """Return a name or role as printed, less its article and outer punctuation; None if nothing is left."""
    if printed is None:
        return None
    text = printed.strip(" ,;:.–—-*")
    for article in ("The ", "the "):
        text = text.removeprefix(article)
    return text or None


def _labelled(flow: Sequence[Paragraph], paragraph: Paragraph, rules: Rules, taken: set[int]) -> QuestionAsked | None:
    """Read a paragraph that opens with "Question:" or "Q1." (the label alone may stand on a line above it)."""
    hit = rules.match("question.label", paragraph.text)
    if hit is None:
        return None
    start = hit.match.end()
    body = paragraph
    named = _asked_below(flow, paragraph, start, rules)
    if named is not None:
        body, start = named, 0
        taken.add(body.index)
    elif start >= len(paragraph.text):
        after = following(flow, paragraph.index)
        if after is None or is_reported(after.text, rules):
            return None
        body, start = after, 0
        taken.add(body.index)
    said = rules.match("question.speaker", body.text[start:]) if named is None else None
    said = said if said and split_title(said.match["who"])[0] else None
    start += said.match.end() if said else 0
    if start and "?" not in body.text and is_reported(body.text[start:].lstrip(), rules):
        return None
    end = len(body.text)
    marks = [s for s in body.sentences if s.span.end - body.span.start > start and is_question(s.text)]
    if marks:
        end = marks[-1].span.end - body.span.start
    groups = hit.match.groupdict()
    who = next((value for key, value in groups.items() if key.startswith("who") and value), None)
    who = who or (said.match["who"] if said else None) or (paragraph.text[hit.match.end() :] if named else None)
    if bracket := rules.search("question.bracket", body.text[start:end]):
        end = start + bracket.match.start()
        who = who or bracket.match["who"]
    text = body.text[start:end]
    return QuestionAsked(
        spans=(Span(body.span.block, body.span.start + start, body.span.start + end),),
        item=paragraph.item,
        rule=hit.rule.id,
        confidence=hit.rule.confidence,
        kind="put",
        number=next((value for key, value in groups.items() if key.startswith("number") and value), None),
        asked_by=name(who),
        put_to=name(groups.get("to")) or _put_to(text, rules),
    )


def _asked_below(flow: Sequence[Paragraph], paragraph: Paragraph, start: int, rules: Rules) -> Paragraph | None:
    """Return the question under a label beside which only its asker is named ("Question: Ms A Orr, Quay Lane")."""
    if not is_person(paragraph.text[start:]):
        return None
    after = following(flow, paragraph.index)
    if after is not None and rules.match("question.addressed", after.text):
        after = following(flow, after.index)
    return after if after is not None and is_question(after.text) else None


def is_person(text: str) -> bool:
    """Return whether a line names a person and at most says where they are from or what they are."""
    who, _, more = text.partition(",")
    return len(more.split()) <= _PLACE and not text.rstrip().endswith((".", "?", ":", "!")) and is_name(who)


def _noticed(outline: Outline, paragraph: Paragraph, rules: Rules) -> QuestionAsked | None:
    """Read a question in the words of its notice ("I will ask at the next meeting when ..."), set off from the text."""
    hit = rules.match("question.notice", paragraph.text)
    block = paragraph.block
    if hit is None or not (paragraph.label or block.italic or block.bold or paragraph.text[0] in '“"‘'):
        return None
    title = outline.items[paragraph.item].title if paragraph.item is not None else ""
    who = rules.match("question.submitted", title)
    return QuestionAsked(
        spans=(paragraph.span,),
        item=paragraph.item,
        rule=hit.rule.id,
        confidence=hit.rule.confidence,
        kind="put",
        number=_number(paragraph),
        asked_by=name(who.match["who"]) if who else None,
        put_to=_put_to(paragraph.text, rules),
    )


def _before_findings(
    flow: Sequence[Paragraph], paragraph: Paragraph, rules: Rules, taken: set[int]
) -> QuestionAsked | None:
    """Read the paragraph right before a label "Findings:", with the list that belongs to it."""
    points = listed(flow, paragraph.index) if paragraph.text.endswith(":") else []
    last = points[-1] if points else paragraph
    after = following(flow, last.index)
    if after is None or not rules.match("finding.label", after.text) or rules.match("finding.label", paragraph.text):
        return None
    if sum(len(p.text.split()) for p in (paragraph, *points)) > _LONGEST:
        return None
    if rules.match("question.motion", paragraph.text) or rules.search("answer.not", paragraph.text):
        return None
    if len(paragraph.sentences) == 1 and not is_question(paragraph.text) and is_reported(paragraph.text, rules):
        return None
    if rules.match("actions.label", paragraph.text) or _tells(paragraph, points):
        return None
    taken.update(p.index for p in points)
    speaker = rules.match("question.speaker", paragraph.text)
    first = paragraph.span
    if topic := rules.match("question.topic", paragraph.text):
        first = replace(first, start=first.start + topic.match.end())
    who = speaker.match["who"] if speaker else None
    if speaker:
        first = Span(first.block, first.start + speaker.match.end(), first.end)
    if not points and (bracket := rules.search("question.bracket", paragraph.text)):
        first = replace(first, end=paragraph.span.start + bracket.match.start())
        who = who or bracket.match["who"]
    return QuestionAsked(
        spans=(first, *(p.span for p in points)),
        item=paragraph.item,
        rule="question.before.findings",
        confidence=0.95 if is_question(last.text) or paragraph.block.italic else 0.85,
        kind="put",
        number=_number(paragraph),
        asked_by=name(who),
        put_to=_put_to(paragraph.text, rules),
    )


def _tells(paragraph: Paragraph, points: Sequence[Paragraph]) -> bool:
    """True for a paragraph that looks like all others and says much without asking anything."""
    marked = paragraph.block.italic or paragraph.block.bold or bool(paragraph.label or points)
    return (
        len(paragraph.sentences) > _ASKED and not marked and not any(is_question(s.text) for s in paragraph.sentences)
    )


def _answered_request(flow: Sequence[Paragraph], paragraph: Paragraph, n: int, rules: Rules) -> str | None:
    """Return the rule by which a sentence requests information and the next one gives it; else it is a task."""
    hit = rules.search("question.request", paragraph.sentences[n].text)
    confirm = None if hit else rules.search("question.confirm", paragraph.sentences[n].text)
    if hit is None and confirm is None:
        return None
    if n + 1 < len(paragraph.sentences):
        after = paragraph.sentences[n + 1].text
    else:
        follower = following(flow, paragraph.index)
        after = follower.text if follower else ""
    if hit is None:
        return confirm.rule.id if confirm and rules.match("answer.plain", after) else None
    return hit.rule.id if rules.match("answer.open", after) and not rules.match("answer.not", after) else None


def _in_paragraph(
    flow: Sequence[Paragraph], paragraph: Paragraph, rules: Rules, asker: str | None
) -> list[QuestionAsked]:
    """Return the questions that the sentences of a paragraph put or report; question sentences in a row are one."""
    found: list[QuestionAsked] = []
    text = paragraph.text
    if "?" not in text and not rules.possible(("question.reported", "question.request", "question.confirm"), text):
        return found
    sentences = paragraph.sentences
    n = 0
    while n < len(sentences):
        first = n
        if quoted := rules.match("question.quoted", sentences[n].text):
            found.append(_quoted(paragraph, sentences[n], quoted))
            n += 1
            continue
        rule = is_reported(sentences[n].text, rules) or _answered_request(flow, paragraph, n, rules)
        if rule and _leads_in(flow, paragraph, sentences[n]):
            n += 1
            continue
        put = is_question(sentences[n].text)
        n += 1
        if not rule and not put:
            continue
        while (
            put and n < len(sentences) and is_question(sentences[n].text) and not is_reported(sentences[n].text, rules)
        ):
            n += 1
        if rule:
            found.append(_reported(paragraph, sentences[first:n], rule, rules))
            continue
        lettered = paragraph.label.rstrip(".:) ") == "Q"
        styled = paragraph.block.italic or paragraph.block.bold
        styled = styled or (n < len(sentences) and _YES.match(sentences[n].text) is not None)
        if not (asker or lettered or any(_asks(s.text, styled, rules) for s in sentences[first:n])):
            continue
        if not found and (asker or lettered) and first <= _PREAMBLE:
            first = 0
        question = _put(paragraph, sentences[first:n], rules, asker)
        if n < len(sentences) and (told := rules.match("question.attribution", sentences[n].text)):
            question = replace(question, asked_by=name(told.match["who"]))
            n += 1
        found.append(question)
    return found


def _leads_in(flow: Sequence[Paragraph], paragraph: Paragraph, sentence: Sentence) -> bool:
    """Return whether a sentence that tells of asking closes its paragraph with a colon, and the next asks."""
    if not sentence.text.endswith(":") or sentence.place < len(paragraph.sentences) - 1:
        return False
    after = following(flow, paragraph.index)
    return after is not None and is_question(after.text)


def quotation(flow: Sequence[Paragraph], first: Paragraph | None) -> list[Paragraph]:
    """Return the paragraphs of a quotation that ``first`` opens, up to the one that closes it; none if none does."""
    words: list[Paragraph] = []
    after = first
    while after is not None and len(words) < _QUOTATION and first is not None and first.text[0] in '“"':
        words.append(after)
        if after.text.rstrip(" .").endswith(("”", '"')):
            return words
        after = following(flow, after.index)
    return []


def _leading(lead: Hit) -> str | None:
    """Return who asks what a lead-in ("Mr Dale asked the following:") opens."""
    return name(next((who for key, who in lead.match.groupdict().items() if key.startswith("who") and who), None))


def _in_quotes(words: Sequence[Paragraph], lead: Hit) -> QuestionAsked:
    """Read what somebody "asked" as a quotation that may put it without a mark."""
    return QuestionAsked(
        spans=tuple(p.span for p in words),
        item=words[0].item,
        rule=lead.rule.id,
        confidence=0.85,
        kind="put",
        asked_by=_leading(lead),
    )


def _quoted(paragraph: Paragraph, sentence: Sentence, hit: Hit) -> QuestionAsked:
    """Read a question between quotation marks that tells after it who asked."""
    return QuestionAsked(
        spans=(replace(sentence.span, end=sentence.span.start + hit.match.end("words")),),
        item=paragraph.item,
        rule=hit.rule.id,
        kind="put",
        asked_by=name(hit.match["who"]),
    )


def _reported(paragraph: Paragraph, sentences: Sequence[Sentence], rule: str, rules: Rules) -> QuestionAsked:
    text = sentences[0].text
    who = rules.search("question.who", text)
    to = rules.search("question.to", text)
    asker = name(who.match["who"]) if who else None
    passive = rules.match("question.to.passive", text)
    if passive and " question" not in passive.match["to"].lower():
        to, asker = passive, None
    if asker and asker.split()[0] in ("He", "She", "They", "It"):
        asker = asker.split()[0]
    if asker == "It":
        asker = None
    if asker in _PRONOUNS:
        asker = _who_spoke(paragraph.sentences[: sentences[0].place + 1], rules)
    elif asker is None and not passive:
        asker = _who_spoke(sentences[:1], rules)
    spans = join(sentences)
    if quoted := _QUOTED.search(text):
        start = spans[0].start + quoted.start("words")
        spans = (replace(spans[0], start=start, end=spans[0].start + quoted.end("words")),)
    elif asker and who and (cut := asker.rfind(" – ")) >= 0:
        asker = asker[cut + 3 :]
        spans = (replace(spans[0], start=spans[0].start + text.index(asker)), *spans[1:])
    return QuestionAsked(
        spans=spans,
        item=paragraph.item,
        rule=rule,
        kind="put" if quoted else "reported",
        asked_by=asker,
        put_to=name(to.match["to"]) if to else None,
    )


def _who_spoke(sentences: Sequence[Sentence], rules: Rules) -> str | None:
    """Return who speaks in the last of the sentences that names anybody: whom a later "he" or "she" means."""
    for sentence in reversed(sentences):
        if hit := rules.match("answer.turn", sentence.text):
            who = name(hit.match.groupdict().get("who"))
            if who not in _PRONOUNS:
                return who
    return None


def _put(paragraph: Paragraph, sentences: Sequence[Sentence], rules: Rules, asker: str | None) -> QuestionAsked:
    alone = sentences[0].place == 0 and bool(paragraph.label or paragraph.block.italic or paragraph.block.bold)
    spans = join(sentences)
    speaker = rules.match("question.speaker", sentences[0].text)
    if len(sentences) == 1 and (quoted := _QUOTED.search(sentences[0].text)):
        start = spans[0].start + quoted.start("words")
        spans = (replace(spans[0], start=start, end=spans[0].start + quoted.end("words")),)
    elif speaker:
        spans = (Span(spans[0].block, spans[0].start + speaker.match.end(), spans[0].end), *spans[1:])
        asker = name(speaker.match["who"])
    return QuestionAsked(
        spans=spans,
        item=paragraph.item,
        rule="question.mark",
        confidence=0.9 if alone or asker else 0.7,
        kind="put",
        number=_number(paragraph) if sentences[0].place == 0 else None,
        asked_by=asker,
        put_to=_put_to(sentences[-1].text, rules),
    )


def _put_to(text: str, rules: Rules) -> str | None:
    hit = rules.match("question.put.to", text)
    return name(hit.match["to"]) if hit else None


def _number(paragraph: Paragraph) -> str | None:
    bare = paragraph.label.strip(".():[] ")
    return bare if bare and any(c.isdigit() for c in bare) else None
