"""Measure how well, and how fast, copies are told from other articles.

    python -m benchmarks.duplicates CORPUS [--each 60] [--sizes 1000 5000 10000 20000 37000]

CORPUS is a JSON Lines file with `ID`, `content_original`, `source` and `date`. Into its articles are
planted, with a seed:

- copies by other outlets, of every kind in `EDITS` with 0, 10, 20 and 30 % of the words edited;
- pairs that are no copies: two real articles that get the same text from a third, which makes so
  much of the shorter (`SHARING`).

A copy is found if it stands in the family of its source. A false link is a copy in another family, a
pair in one, or an article of the corpus linked to what it was not linked to before the planting; the
corpus's own links are printed for reading. Then the processor time of corpora of n articles; what the
corpus lacks is made up with edited copies of it, the dearest articles there are.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.cleaning.duplicates import families
from analysis.cleaning.text import clean_text

SEED = 20261123
AMOUNTS = (0.0, 0.1, 0.2, 0.3)
DONORS = 500  # articles taken out of the corpus, for text that edits and pairs get
SENTENCE = re.compile(r".+?(?:[.!?…][”\"’]?(?:\s+|$)|\n+|$)", re.S)  # with the space after it, so that joining restores

Edit = Callable[[list[str], float, list[str], np.random.Generator], list[str]]


class Sharing(NamedTuple):
    """What two articles share that are no copies: shares of the shorter, in what form, by whom."""

    amounts: tuple[float, ...]
    text: str = "{}\n\n"
    same_outlet: bool = False
    words: int | None = None


SHARING = {
    "long quotation": Sharing((0.2, 0.4, 0.6), "“{}” he said.\n\n"),
    "press statement": Sharing((0.2, 0.3, 0.4)),
    "statement in briefs": Sharing((0.2, 0.3, 0.4), words=50),
    "formula of one outlet": Sharing((0.3, 0.5, 0.65), same_outlet=True),
}


def n_words(sentences: list[str]) -> int:
    return len("".join(sentences).split())


def first(sentences: list[str], number: int) -> list[str]:
    """Return the beginning of a text, so many words long or to the end of the next sentence."""
    lengths = np.cumsum([len(sentence.split()) for sentence in sentences])
    return sentences[: int(np.searchsorted(lengths, number)) + 1] if number > 0 else []


def replaced(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    pool = "".join(other).split()
    return [
        "".join(
            str(rng.choice(pool)) if piece.strip() and rng.random() < amount else piece
            for piece in re.split(r"(\s+)", sentence)
        )
        for sentence in text
    ]


def cut(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    left, least = list(text), n_words(text) * (1 - amount)
    while amount and n_words(left) > least and len(left) > 1:
        left.pop(int(rng.integers(len(left))))
    return left


def inserted(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    grown = list(text)
    for sentence in first(other, int(n_words(text) * amount)):
        grown.insert(int(rng.integers(len(grown) + 1)), sentence)
    return grown


def reordered(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    moved = list(text)
    for _ in range(round(len(text) * amount)):
        moved.insert(int(rng.integers(len(moved))), moved.pop(int(rng.integers(len(moved)))))
    return moved


def trimmed(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    return first(text, int(n_words(text) * (1 - amount)))


def new_lead(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    words = int(n_words(text) * amount)
    return first(other, words) + text[len(first(text, words)) :]


def new_tail(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    return [*text, "\n\n", *first(other, int(n_words(text) * amount))]


def mixed(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    for edit in (cut, reordered, inserted, replaced):
        text = edit(text, amount / 4, other, rng)
    return text


def half(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    return replaced(first(text, n_words(text) // 2), amount, other, rng)


def brief(text: list[str], amount: float, other: list[str], rng: np.random.Generator) -> list[str]:
    return replaced(first(text, 40), amount, other, rng)


EDITS: dict[str, Edit] = {
    "words replaced": replaced,
    "sentences cut": cut,
    "sentences inserted": inserted,
    "sentences moved": reordered,
    "trimmed": trimmed,
    "new lead": new_lead,
    "tail added": new_tail,
    "all of it": mixed,
    "first half, words replaced": half,
    "brief of 40 words, replaced": brief,
    "brief of a brief, replaced": brief,
}


def read(corpus: Path) -> pd.DataFrame:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        rows = [
            (row["ID"], row["source"], row["date"], clean_text(row["content_original"]))
            for row in map(json.loads, lines)
        ]
    articles = pd.DataFrame(rows, columns=["article_id", "outlet", "published", "body"])
    return articles.assign(published=pd.to_datetime(articles["published"], errors="coerce"))


def row(article_id: str, outlet: str, published: object, sentences: list[str]) -> dict[str, object]:
    return {"article_id": article_id, "outlet": outlet, "published": published, "body": "".join(sentences)}


class Planting:
    """Articles of a corpus, drawn one by one, and what is made of them."""

    def __init__(self, articles: pd.DataFrame, linked: set[str]) -> None:
        self.rng = np.random.default_rng(SEED)
        drawn = articles.sample(frac=1, random_state=SEED)
        drawn = drawn[~drawn["article_id"].isin(linked)]
        self.donors, drawn = drawn.head(DONORS), drawn.iloc[DONORS:]
        self.used = self.donors["article_id"].tolist()
        self.waiting = drawn.itertuples()
        self.rows: list[dict[str, object]] = []
        self.truth: list[tuple[str, float, str, str]] = []

    def donor(self) -> list[str]:
        return SENTENCE.findall(self.donors["body"].iloc[int(self.rng.integers(DONORS))])

    def copy(self, kind: str, amount: float) -> None:
        source = next(self.waiting)
        text = SENTENCE.findall(source.body)
        text = first(text, 40) if kind.startswith("brief of a brief") else text
        text = [*text[:-1], text[-1].rstrip()]
        copied = EDITS[kind](text, amount, self.donor(), self.rng)
        self.rows += [row(source.article_id, source.outlet, source.published, text)]
        self.rows += [row(f"~{source.article_id}", "a copying outlet", pd.NaT, copied)]
        self.truth.append((kind, amount, source.article_id, f"~{source.article_id}"))

    def pair(self, kind: str, amount: float) -> None:
        sharing = SHARING[kind]
        both = [next(self.waiting), next(self.waiting)]
        texts = [SENTENCE.findall(one.body) for one in both]
        texts = [first(text, sharing.words) if sharing.words else text for text in texts]
        length = round(min(map(n_words, texts)) * amount / (1 - amount))
        donor: list[str] = []
        while n_words(donor) < length:  # no two pairs share a text, and it stands nowhere else
            lent = next(self.waiting)
            self.used.append(lent.article_id)
            donor += SENTENCE.findall(lent.body)
        words = "".join(donor).replace("“", "").replace("”", "").replace('"', "").split()[:length]
        for one, text in zip(both, texts, strict=True):
            text.insert(len(text) // 2, sharing.text.format(" ".join(words)))
            outlet = both[0].outlet if sharing.same_outlet else f"outlet of {one.article_id}"
            self.rows.append(row(one.article_id, outlet, one.published, text))
        self.truth.append((kind, amount, both[0].article_id, both[1].article_id))

    def corpus(self, articles: pd.DataFrame) -> pd.DataFrame:
        planted = pd.DataFrame(self.rows)
        gone = {*planted["article_id"], *self.used}
        return pd.concat([articles[~articles["article_id"].isin(gone)], planted], ignore_index=True)


def quality(articles: pd.DataFrame, each: int) -> None:
    """Print recall and precision by kind and amount."""
    own = articles.assign(**families(articles)).set_index("article_id")
    linked = own[own["family_id"].duplicated(keep=False)]
    planting = Planting(articles, set(linked.index))
    plan = [(planting.copy, kind, amount) for kind in EDITS for amount in AMOUNTS]
    plan += [(planting.pair, kind, amount) for kind, sharing in SHARING.items() for amount in sharing.amounts]
    for plant, kind, amount in plan * each:
        plant(kind, amount)
    corpus = planting.corpus(articles)
    family_of = corpus.assign(**families(corpus)).set_index("article_id")["family_id"]
    truth = pd.DataFrame(planting.truth, columns=["kind", "amount", "one", "other"])
    truth["together"] = truth["one"].map(family_of).eq(truth["other"].map(family_of))
    # A source whose family is another's, or a copy that found a stranger, is a wrong link.
    truth["strange"] = [
        sum(family_of[name] not in (one, other) for name in (one, other))
        for one, other in zip(truth["one"], truth["other"], strict=True)
    ]
    table = truth.groupby(["kind", "amount"], sort=False).agg(
        n=("together", "size"), together=("together", "sum"), strange=("strange", "sum")
    )
    copies = table.index.get_level_values("kind").isin(EDITS)
    found = table[copies].assign(recall=table["together"] / table["n"])
    found["precision"] = found["together"] / (found["together"] + found["strange"])
    print(found.drop(columns="together").to_string(float_format="{:.3f}".format))
    print(table[~copies].rename(columns={"together": "falsely linked"}).to_string())
    rest = family_of[~family_of.index.isin([*truth["one"], *truth["other"]])]
    before = own["family_id"].reindex(rest.index)
    false = int(table["strange"].sum() + table.loc[~copies, "together"].sum() + (rest != before).sum())
    right = int(found["together"].sum())
    print(
        f"recall {right / found['n'].sum():.4f} of {found['n'].sum()}, precision {right / (right + false):.4f}", end=""
    )
    print(f" ({right} right links, {false} false, {(rest != before).sum()} of them in {len(rest)} other articles)")
    print(f"families of the corpus itself: {linked['family_id'].nunique()}")
    for family_id, members in linked.groupby("family_id"):
        print(f"  {family_id}:", "; ".join(f"{name} ({outlet})" for name, outlet in members["outlet"].items()))


def grown(articles: pd.DataFrame, size: int) -> pd.DataFrame:
    """Return the articles, and edited copies of them until there are so many."""
    rng = np.random.default_rng(SEED)
    parts, n = [articles], len(articles)
    while n < size:
        some = articles.head(size - n)
        bodies = [SENTENCE.findall(body) for body in some["body"]]
        edited = [
            "".join(mixed(text, float(rng.choice(AMOUNTS[1:])), bodies[at - 1], rng)) for at, text in enumerate(bodies)
        ]
        ids = some["article_id"] + f"~{len(parts)}"
        parts.append(some.assign(article_id=ids, outlet=f"outlet {len(parts)}", body=edited))
        n += len(some)
    return pd.concat(parts, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--each", type=int, default=60, help="copies and pairs of every kind and amount")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 5000, 10000, 20000, 37000])
    given = parser.parse_args()
    articles = read(given.corpus)
    if given.each:
        quality(articles, given.each)
    filled = grown(articles, max(given.sizes, default=0))
    for size in given.sizes:
        begun = time.process_time()
        families(filled.head(size))
        print(f"{size} articles: {time.process_time() - begun:.1f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


if __name__ == "__main__":
    main()
