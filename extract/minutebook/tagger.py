"""The only door to spaCy: tokens, for a trained pipeline; no stage opens it (models/language.md says why)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@functools.cache
def _pipeline() -> Language:
    import spacy  # noqa: PLC0415 - heavy; only when a token is first asked for

    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    return nlp


def tokens(text: str) -> tuple[tuple[int, int], ...]:
    """Return the (start, end) offsets of the tokens of ``text``, white space left out (spaCy's English tokenizer)."""
    return tuple((t.idx, t.idx + len(t)) for t in _pipeline().make_doc(text) if not t.is_space)
