"""Time the tiers of the voice and the sentiment instruments on one core, side by side.

    python -m benchmarks.speed CORPUS [--articles 60] [--sentences 3000]

CORPUS is a JSON Lines file with `ID` and `content_original`. Articles that name the group are cut at
the paragraph that brings them to 450 words; each tier reads what `find_attributions` reads of them
in a build (the paragraphs of mentions and those before), in this process, on one thread. Prints
articles per second of processor time, and the ratio of the tiers. Each sentiment instrument reads
the sentences of the same corpus that name somebody, the short ones (15 words at most) and all.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import pandas as pd

from analysis import Codebook, find_mentions, load_codebook
from analysis.cleaning.text import clean_text
from analysis.features.attributions import attributions_in
from analysis.features.candidates import cases, names
from analysis.features.sentences import sentence_spans
from analysis.features.sentiment import INSTRUMENTS, classify
from analysis.features.targets import Target
from analysis.features.texts import Text

from . import gold

WORDS = 450
SHORT = 15


def cut(text: str) -> str:
    """Return a text up to the paragraph with its 450th word."""
    kept: list[str] = []
    for paragraph in text.split("\n"):
        if sum(len(one.split()) for one in kept) >= WORDS:
            break
        kept.append(paragraph)
    return "\n".join(kept)


def hits(file: Path, number: int, codebook: Codebook) -> list[tuple[Text, list[int]]]:
    """Return the first articles that name a contested actor, with the places where they do."""
    bodies = [(article_id, cut(text)) for article_id, text in gold.corpus_texts(file).items()]
    articles = pd.DataFrame(bodies, columns=["article_id", "body"])
    articles = articles[articles["body"].str.split().str.len().between(0.8 * WORDS, 1.5 * WORDS)]
    mentions = find_mentions(articles.head(3 * number), codebook)
    mentions = mentions[mentions["term_id"].notna()]
    places = mentions.groupby("article_id")["start"].agg(list)
    text_of = articles.set_index("article_id")["body"]
    return [(Text(str(name), "body", text_of[name]), at) for name, at in places.head(number).items()]


def articles_a_second(chosen: list[tuple[Text, list[int]]], instrument: str) -> float:
    """Return how many of the articles a tier reads in a second of processor time."""
    attributions_in(*chosen[0][:1], places=chosen[0][1], instrument=instrument)  # loads the weights
    begun = time.process_time()
    for text, places in chosen:
        attributions_in(text, places=places, instrument=instrument)
    return len(chosen) / (time.process_time() - begun)


def named(file: Path, number: int) -> list[Target]:
    """Return sentences of a corpus with the first name in each."""
    texts = [clean_text(text) for text in gold.corpus_texts(file).values()][:number]
    small, capital = cases(texts)
    found = []
    for text in texts:
        for start, end in sentence_spans(text):
            places = list(names(text[start:end], small, capital))
            if places:
                found.append(Target(text[start:end], *places[0]))
    return list(dict.fromkeys(found))[:number]


def sentences_a_second(chosen: list[Target], instrument: str) -> float:
    """Return how many of the sentences an instrument reads in a second of processor time."""
    columns = [list(column) for column in zip(*chosen, strict=True)]
    classify(*(column[:1] for column in columns), instrument=instrument)  # loads the weights
    begun = time.process_time()
    classify(*columns, instrument=instrument)
    return len(chosen) / (time.process_time() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--sentences", type=int, default=3000)
    given = parser.parse_args()
    chosen = hits(given.corpus, given.articles, load_codebook("data/codebooks/islamic-state.yml"))
    words = sum(len(text.text.split()) for text, _ in chosen) / len(chosen)
    speeds = {name: articles_a_second(chosen, name) for name in ("rules", "tagger")}
    print(f"voice: {len(chosen)} articles of {words:.0f} words")
    for name, speed in speeds.items():
        print(f"{name}: {speed:.1f} articles a second of processor time")
    print(f"rules / tagger: {speeds['rules'] / speeds['tagger']:.1f}")
    every = named(given.corpus, given.sentences)
    short = [target for target in every if len(target.sentence.split()) <= SHORT]
    for kind, some in {f"sentences of at most {SHORT} words": short, "all sentences": every}.items():
        words = sum(len(target.sentence.split()) for target in some) / len(some)
        print(f"sentiment: {len(some)} {kind}, {words:.0f} words on average")
        speeds = {name: sentences_a_second(some, name) for name in INSTRUMENTS}
        for name, speed in speeds.items():
            print(f"{name}: {speed:.0f} sentences a second, {speed / speeds['network']:.1f} times the network")


if __name__ == "__main__":
    main()
