"""Trains the language stage and measures it, one group of publishers left out at a time, beside the rules.

python models/language/train.py GOLD SOURCES [GOLD SOURCES ...] [--out FOLDER]

Each GOLD is a folder of labelled documents, SOURCES the folder of their files. Without ``--out`` nothing is kept.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from samples import LABELS, Sample, gold_samples, invented_samples
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model_from_config, load_model_from_path
from thinc.api import fix_random_seed

GROUPS = 5
"""Publishers are left out in so many groups."""
EACH = 4
"""So many sentences are made of an invented line with slots."""
BATCH = 64
BARS = (0.3, 0.5, 0.7, 0.9)
_CONFIG = Path(__file__).with_name("config.cfg")


def trained(samples: Sequence[Sample]) -> Language:
    """Return a pipeline trained on the samples: the words of its documents are features, its vectors are none."""
    config = load_config(_CONFIG)
    settings = config["training"]
    fix_random_seed(settings["seed"])
    nlp = load_model_from_config(config, auto_fill=True)
    examples = [
        Example.from_dict(_doc(nlp, s), {"cats": {label: float(label in s.labels) for label in LABELS}})
        for s in samples
    ]
    optimizer = nlp.initialize(lambda: examples[:2000])
    order = random.Random(settings["seed"])
    for _ in range(settings["max_epochs"]):
        order.shuffle(examples)
        for start in range(0, len(examples), BATCH):
            nlp.update(examples[start : start + BATCH], sgd=optimizer, drop=settings["dropout"])
    return nlp


def scores(nlp: Language, samples: Iterable[Sample]) -> list[dict[str, float]]:
    """Return how likely each label is, in [0, 1], for each sample."""
    return [dict(doc.cats) for doc in nlp.pipe((_doc(nlp, s) for s in samples), batch_size=256)]


def written(samples: Sequence[Sample], folder: Path) -> None:
    """Write a pipeline trained on the samples, without the vocabulary: its table of strings holds their words."""
    trained(samples).to_disk(folder, exclude=["vocab"])


def load(folder: Path) -> Language:
    """Return a pipeline that was written."""
    return load_model_from_path(folder)


def _doc(nlp: Language, sample: Sample) -> Doc:
    return Doc(nlp.vocab, words=list(sample.features))


def measure(gold: Sequence[Sample], invented: Sequence[Sample]) -> None:
    """Print, for each label and bar, how many sentences it would add to those of the rules, and how many take away.

    ``right`` of an added sentence: the label is true; of a taken one: the label that the rules gave it is not.
    """
    publishers = sorted({s.publisher for s in gold})
    judged: list[tuple[Sample, dict[str, float]]] = []
    for group in range(GROUPS):
        left_out = set(publishers[group::GROUPS])
        nlp = trained([*(s for s in gold if s.publisher not in left_out), *invented])
        held = [s for s in gold if s.publisher in left_out]
        judged += zip(held, scores(nlp, held), strict=True)
        print(f"group {group + 1} of {GROUPS}: {len(held)} sentences", flush=True)
    for label in LABELS:
        true = sum(label in s.labels for s, _ in judged)
        ruled = sum(label in s.rules for s, _ in judged)
        both = sum(label in s.labels & s.rules for s, _ in judged)
        print(f"{label}: {true} sentences, rules {ruled} of which {both} right")
        for bar in BARS:
            added = [s for s, p in judged if label not in s.rules and p[label] > bar]
            taken = [s for s, p in judged if label in s.rules and p[label] < 1 - bar]
            print(
                f"  at {bar}: adds {len(added)}, right {sum(label in s.labels for s in added)}; "
                f"takes {len(taken)}, rightly {sum(label not in s.labels for s in taken)}"
            )


def main() -> None:
    """Read the folders, measure, and write a pipeline if a folder is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD SOURCES")
    parser.add_argument("--out", type=Path, help="where the pipeline trained on everything is written")
    args = parser.parse_args()
    if len(args.folders) % 2:
        parser.error("each folder of labelled documents needs the folder of their files")
    pairs = zip(args.folders[::2], args.folders[1::2], strict=True)
    gold = [s for golds, sources in pairs for s in gold_samples(golds, sources)]
    invented = list(invented_samples(EACH, seed=1))
    print(f"{len(gold)} sentences of {len({s.publisher for s in gold})} publishers, {len(invented)} invented")
    measure(gold, invented)
    if args.out:
        written([*gold, *invented], args.out)


if __name__ == "__main__":
    main()
