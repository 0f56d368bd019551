"""Measure the voice instrument on hand-coded data.

    python benchmarks/voice.py GOLD CORPUS [--store]

GOLD holds `voice-islamic-state/dev.jsonl` (one coded mention a line, offsets into the articles of
CORPUS, a JSON Lines file with `ID` and `content_original`) and `polnear/{train,dev}` (PolNeAR 1.0,
Newell et al., LREC 2018: text, and attributions in brat standoff). Prints kappa on voice, speakers,
and token F1; `--store` writes them to the instrument's card folder, with the share of attributions
that are right for each pattern (on PolNeAR's training half), which is their confidence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from analysis import assign_voice, find_attributions, paths
from analysis.features.attributions import attributions_in
from analysis.features.quotes import quote_spans
from analysis.features.texts import Text

CARD = paths.MODELS / "voice-rules"
WORD = re.compile(r"\w+(?:[-'’]\w+)*")
STOP = frozenset(
    ["the", "a", "an", "of", "and", "or", "in", "on", "at", "to", "for", "by", "from", "mr", "mrs", "ms", "dr"]
)


def coded_mentions(gold: Path, corpus: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the coded mentions with voice and speaker assigned, and their articles."""
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        bodies = {row["ID"]: row["content_original"] for row in map(json.loads, file)}
    lines = (gold / "voice-islamic-state" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    coded = pd.DataFrame(map(json.loads, lines)).rename(columns={"article": "article_id"})
    coded = coded[coded["is_group"]].rename(columns={"voice": "gold_voice", "speaker": "gold_speaker"})
    ids = coded["article_id"].unique()
    articles = pd.DataFrame({"article_id": ids, "body": [bodies[article_id] for article_id in ids]})
    return assign_voice(coded, find_attributions(articles)), articles


def same_speaker(found: object, accepted: list[str]) -> bool:
    """Tell whether a speaker is an accepted answer: the same last word, and no other first name."""
    words = telling(found) if isinstance(found, str) else []
    return bool(words) and any(agrees(words, telling(answer)) for answer in accepted)


def telling(speaker: str) -> list[str]:
    return [word.lower() for word in WORD.findall(speaker) if word.lower() not in STOP]


def agrees(one: list[str], other: list[str]) -> bool:
    """Tell whether the words of one answer are among the other's, or the last word and one more are shared."""
    if not one or not other:
        return False
    shared = set(one) & set(other)
    return shared in (set(one), set(other)) or (one[-1] == other[-1] and len(shared) > 1)


def on_coded_mentions(gold: Path, corpus: Path) -> dict[str, float]:
    coded, _ = coded_mentions(gold, corpus)
    figures = {"n": len(coded), "kappa": float(cohen_kappa_score(coded["gold_voice"], coded["voice"]))}
    figures["accuracy"] = float((coded["gold_voice"] == coded["voice"]).mean())
    for voice in ("direct", "indirect"):
        rows = coded[(coded["gold_voice"] == voice) & (coded["voice"] == voice)]
        right = [same_speaker(*pair) for pair in zip(rows["speaker"], rows["gold_speaker"], strict=True)]
        figures[f"speaker_{voice}"] = float(np.mean(right))
        figures[f"n_speaker_{voice}"] = len(right)
    return figures


def polnear(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """Yield each text with a mask of the characters that are content, by its first annotator."""
    by_text: dict[str, list[Path]] = defaultdict(list)
    for file in sorted((folder / "attributions").glob("*.ann")):
        by_text[file.stem.rsplit("_", 1)[0]].append(file)
    for name, files in by_text.items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as opened:
            text = opened.read()
        mask = np.zeros(len(text), dtype=bool)
        for spans in re.findall(r"^T\d+\tContent ([\d ;]+)\t", files[0].read_text(encoding="utf-8"), re.MULTILINE):
            for span in spans.split(";"):
                start, end = map(int, span.split())
                mask[start:end] = True
        yield text, mask


def on_polnear(folder: Path) -> dict[str, float]:
    """Return token F1 of direct and indirect content, and kappa at mentions of the two candidates."""
    gold, found, at_names = [], [], []
    for text, content in polnear(folder):
        quoted = np.zeros(len(text), dtype=bool)
        for quote in quote_spans(text):
            quoted[quote.start : quote.end] = True
        predicted = np.zeros(len(text), dtype=bool)
        for one in attributions_in(Text("", "body", text)):
            predicted[one.start : one.end] = True
        for word in WORD.finditer(text):
            at = word.start()
            kind = "direct" if quoted[at] else "indirect"
            gold.append(kind if content[at] else "narration")
            found.append(kind if predicted[at] else "narration")
            at_names.append(word.group() in ("Trump", "Clinton"))
    gold, found, names = np.array(gold), np.array(found), np.array(at_names)
    figures = {"n_words": len(gold), "n_mentions": int(names.sum())}
    for kind in ("direct", "indirect"):
        both = ((gold == kind) & (found == kind)).sum()
        figures[f"f1_{kind}"] = float(2 * both / ((gold == kind).sum() + (found == kind).sum()))
    return figures | {"kappa_at_mentions": float(cohen_kappa_score(gold[names], found[names]))}


def confidence(folder: Path) -> dict[str, float]:
    """Return, for every pattern, the share of attributed words that are content in the gold data."""
    right: dict[str, list[bool]] = defaultdict(list)
    for text, content in polnear(folder):
        for one in attributions_in(Text("", "body", text)):
            right[one.pattern] += [
                bool(content[one.start + word.start()]) for word in WORD.finditer(text[one.start : one.end])
            ]
    return {pattern: round(float(np.mean(words)), 3) for pattern, words in sorted(right.items())}


def note(figures: dict[str, dict[str, float]]) -> str:
    coded, words = figures["voice-islamic-state dev"], figures["PolNeAR dev"]
    return (
        f"Voice is found by rules (quotation marks and cue words). Against {coded['n']} hand-coded mentions of the"
        f" group in real articles it agrees with the coders at κ = {coded['kappa']:.2f} (two coders: .97); of words in"
        f" paraphrase in other news it finds F1 = {words['f1_indirect']:.2f}, of quoted words {words['f1_direct']:.2f}."
        f" Where the voice is right, so is the speaker of {coded['speaker_direct']:.0%} of quotations"
        f" and {coded['speaker_indirect']:.0%} of paraphrases.".replace("%", " %")
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    if given.store:
        by_pattern = confidence(given.gold / "polnear" / "train") | {"turn": None}
        (CARD / "confidence.json").write_text(json.dumps(by_pattern, indent=2) + "\n", encoding="utf-8")
    figures = {
        "voice-islamic-state dev": on_coded_mentions(given.gold, given.corpus),
        "PolNeAR dev": on_polnear(given.gold / "polnear" / "dev"),
    }
    text = json.dumps({"note": note(figures)} | figures, indent=2, ensure_ascii=False)
    print(text)
    if given.store:
        (CARD / "figures.json").write_text(text + "\n", encoding="utf-8")
