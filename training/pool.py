"""Draw news sentences with targets from corpora, for a teacher to label.

    python -m training.pool --corpus FILE... --out FILE [--number 60000]

Targets are the names in a sentence, up to three, and now and then a pronoun. No sentence is drawn
from an article that a measuring set points into, nor one that stands in that set or in NewsMTSC's
train or dev (`--newsmtsc`). Of the sentences drawn, some are there for their words: three in ten sound negative,
four in ten positive (by VADER), since most news sentences are neutral.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import gold, targets

from analysis.cleaning.text import clean_text
from analysis.features.candidates import cases, names
from analysis.features.sentences import sentence_spans
from analysis.features.targets import Target
from analysis.features.vader import ratings

SHARES = {"negative": 0.3, "neutral": 0.3, "positive": 0.4}
_LOUD = 0.35  # VADER's compound rating beyond which a sentence sounds positive or negative
_SHORTEST, _LONGEST = 40, 400
_FROM_ARTICLE = 12
_FROM_SENTENCE = 3
_OF_NAME = 400  # no more targets of one name: the news is full of presidents
_PRONOUN = re.compile(r"\b(?:he|she|him|they)\b", re.IGNORECASE)
_PRONOUNS = 0.12


def letters(text: str) -> str:
    """Return the letters and digits of a sentence: the same sentence may be spaced and quoted otherwise."""
    return re.sub(r"\W+", "", text.lower())


def drawn(texts: dict[str, str], seen: set[str], seed: int) -> Iterator[Target]:
    """Yield sentences with targets, articles and sentences in random order."""
    chance = random.Random(seed)
    cleaned = {name: clean_text(text or "") for name, text in texts.items()}
    small, capital = cases(cleaned.values())
    of_name: Counter[str] = Counter()
    order = list(cleaned)
    chance.shuffle(order)
    for name in order:
        text = cleaned[name]
        spans = sentence_spans(text)
        chance.shuffle(spans)
        for start, end in spans[:_FROM_ARTICLE]:
            sentence = text[start:end]
            if not _SHORTEST <= len(sentence) <= _LONGEST or letters(sentence) in seen:
                continue
            places = list(names(sentence, small, capital))
            chance.shuffle(places)
            pronouns = [match.span() for match in _PRONOUN.finditer(sentence)]
            if pronouns and chance.random() < _PRONOUNS:
                places.insert(0, chance.choice(pronouns))
            for first, last in places[:_FROM_SENTENCE]:
                key = sentence[first:last].rsplit(" ", 1)[-1].lower()
                of_name[key] += 1
                if of_name[key] <= _OF_NAME:
                    yield Target(sentence, first, last)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--newsmtsc", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--number", type=int, default=60000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    measured = {json.loads(line)["article_id"] for line in targets.ACTORS.read_text(encoding="utf-8").splitlines()}
    every = gold.corpus_texts(*given.corpus)
    texts = {name: text for name, text in every.items() if name not in measured}
    parts = [targets.newsmtsc(given.newsmtsc / f"{part}.jsonl") for part in ("train", "dev-rw", "dev-mt")]
    of_actors = targets.placed(targets.ACTORS, every)
    seen = {letters(sentence) for part in [*parts, of_actors] for sentence in part["sentence"]}
    left = {label: round(share * given.number) for label, share in SHARES.items()}
    with given.out.open("w", encoding="utf-8") as out:
        for target in drawn(texts, seen, given.seed):
            compound = float(ratings([target])[0, 0])
            label = "negative" if compound < -_LOUD else "positive" if compound > _LOUD else "neutral"
            if left[label]:
                left[label] -= 1
                row: dict[str, Any] = target._asdict()
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            if not any(left.values()):
                return


if __name__ == "__main__":
    main()
