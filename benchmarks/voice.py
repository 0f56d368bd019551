"""Measure the voice instruments on hand-coded data.

    python -m benchmarks.voice GOLD CORPUS [--instrument tagger] [--store]

GOLD holds `voice-islamic-state/dev.jsonl` (one coded mention a line, offsets into the articles of
CORPUS, a JSON Lines file with `ID` and `content_original`) and `polnear/{train,dev}` (PolNeAR 1.0,
Newell et al., LREC 2018). `voice-registers.jsonl` beside this file holds 150 more coded mentions
over the same corpus. Prints kappa on voice, speakers, and token F1; `--store` writes them to the
instrument's card folder.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.metrics import cohen_kappa_score

from analysis import assign_voice, find_attributions, paths
from analysis.features.attributions import attributions_in
from analysis.features.reading import Found
from analysis.features.texts import Text

from . import gold, scoring
from .scoring import WORD, mask, telling

ANNOTATIONS = Path(__file__).parents[1] / "training" / "data" / "attributions.jsonl"
_SUREST = 0.8  # the share of mentions whose confidence is highest
REGISTERS = Path(__file__).parent / "data" / "voice-registers.jsonl"


def coded_mentions(file: Path, corpus: Path, instrument: str) -> pd.DataFrame:
    """Return coded mentions with voice and speaker as the product has them: read around mentions, doubts kept."""
    coded = gold.coded_mentions(file)
    bodies = gold.corpus_texts(corpus)
    ids = coded["article_id"].unique()
    articles = pd.DataFrame({"article_id": ids, "body": [bodies[article_id] for article_id in ids]})
    return assign_voice(coded, find_attributions(articles, mentions=coded, instrument=instrument, doubtful=True))


def same_speaker(found: object, accepted: list[str]) -> bool:
    """Tell whether a speaker is an accepted answer: the same last word, and no other first name."""
    words = telling(found) if isinstance(found, str) else []
    return bool(words) and any(agrees(words, telling(answer)) for answer in accepted)


def agrees(one: list[str], other: list[str]) -> bool:
    """Tell whether the words of one answer are among the other's, or the last word and one more are shared."""
    if not one or not other:
        return False
    shared = set(one) & set(other)
    return shared in (set(one), set(other)) or (one[-1] == other[-1] and len(shared) > 1)


def on_coded_mentions(coded: pd.DataFrame) -> dict[str, float]:
    """Return agreement on voice, over all and among the surest, and how many speakers are right where the voice is."""
    is_right = coded["gold_voice"] == coded["voice"]
    figures = {"n": len(coded), "kappa": float(cohen_kappa_score(coded["gold_voice"], coded["voice"]))}
    figures["accuracy"] = float(is_right.mean())
    surest = coded.sort_values("voice_confidence", ascending=False, kind="stable").index[: int(len(coded) * _SUREST)]
    figures["accuracy_surest"] = float(is_right[surest].mean())
    for voice in ("direct", "indirect"):
        rows = coded[(coded["gold_voice"] == voice) & is_right]
        right = [same_speaker(*pair) for pair in zip(rows["speaker"], rows["gold_speaker"], strict=True)]
        figures[f"speaker_{voice}"] = float(np.mean(right))
        figures[f"n_speaker_{voice}"] = len(right)
    return figures


def on_polnear(folder: Path, instrument: str) -> dict[str, float]:
    """Return the figures of an instrument on PolNeAR's texts."""
    return scoring.on_polnear(folder, lambda text: attributed(text, instrument))


def attributed(text: str, instrument: str) -> list[Found]:
    """Return what an instrument finds attributed in a text, without what it doubts."""
    return [one for one in attributions_in(Text("", "body", text), instrument=instrument) if one.kind != "doubtful"]


def by_register(coded: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return accuracy and kappa for each register."""
    return {
        register: {
            "n": len(rows),
            "accuracy": float((rows["gold_voice"] == rows["voice"]).mean()),
            "kappa": float(cohen_kappa_score(rows["gold_voice"], rows["voice"])),
        }
        for register, rows in coded.groupby("register")
    }


def confidence_of_patterns(folder: Path, corpus: Path) -> dict[str, float]:
    """Return, for every pattern, the share of words so attributed that are content in hand-coded data.

    On PolNeAR's training half; blocks and turns, which that lacks, on this project's annotations.
    """
    right: dict[str, list[bool]] = defaultdict(list)
    for text, attributions in gold.polnear(folder):
        _count(text, [span for one in attributions for span in one.content], (0, len(text)), right)
    polnear = {pattern: words for pattern, words in right.items() if pattern not in ("block", "turn")}
    right = defaultdict(list)
    bodies = gold.corpus_texts(corpus)
    for line in map(json.loads, ANNOTATIONS.read_text(encoding="utf-8").splitlines()):
        if line["article_id"] in bodies:
            spans = [tuple(one["content"]) for one in line["attributions"]]
            _count(bodies[line["article_id"]], spans, (line["start"], line["end"]), right)
    own = {pattern: right[pattern] for pattern in ("block", "turn")}
    return {pattern: round(float(np.mean(words)), 3) for pattern, words in sorted((polnear | own).items())}


def _count(text: str, spans: list[gold.Span], within: gold.Span, right: dict[str, list[bool]]) -> None:
    content = mask(text, spans)
    for one in attributions_in(Text("", "body", text), instrument="rules"):
        for word in WORD.finditer(text[one.start : one.end]):
            if within[0] <= one.start + word.start() < within[1]:
                right[one.pattern].append(bool(content[one.start + word.start()]))


def measure(data: Path, corpus: Path, instrument: str) -> dict[str, dict]:
    """Return all figures of an instrument."""
    registers = coded_mentions(REGISTERS, corpus, instrument)
    return {
        "voice-islamic-state dev": on_coded_mentions(
            coded_mentions(data / "voice-islamic-state" / "dev.jsonl", corpus, instrument)
        ),
        "voice-registers": on_coded_mentions(registers) | {"by register": by_register(registers)},
        "PolNeAR dev": on_polnear(data / "polnear" / "dev", instrument),
    }


HOW = {
    "tagger": "quotation marks and a trained tagger",
    "rules": "rules (quotation marks and cue words)",
}


def note(figures: dict[str, dict], instrument: str) -> str:
    """Return the sentences that stand beside the instrument's results."""
    coded, words = figures["voice-islamic-state dev"], figures["PolNeAR dev"]
    registers = figures["voice-registers"]
    return (
        f"Voice is found by {HOW[instrument]}. Against {coded['n']} hand-coded mentions of the group in real articles"
        f" it agrees with the coders at κ = {coded['kappa']:.2f} (two coders: .97), against {registers['n']} in harder"
        f" registers at {registers['kappa']:.2f}; of words in paraphrase in other news it finds"
        f" F1 = {words['f1_indirect']:.2f}, of quoted words {words['f1_direct']:.2f}. Where the voice is right, so is"
        f" the speaker of {coded['speaker_direct']:.0%} of quotations and {coded['speaker_indirect']:.0%} of"
        " paraphrases.".replace("%", " %")
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--instrument", default="tagger", choices=["tagger", "rules"])
    parser.add_argument("--store", action="store_true")
    given = parser.parse_args()
    card = paths.MODELS / f"voice-{given.instrument}"
    if given.store and given.instrument == "rules":
        by_pattern = confidence_of_patterns(given.gold / "polnear" / "train", given.corpus)
        (card / "confidence.json").write_text(json.dumps(by_pattern, indent=2) + "\n", encoding="utf-8")
    figures = measure(given.gold, given.corpus, given.instrument)
    text = json.dumps({"note": note(figures, given.instrument)} | figures, indent=2, ensure_ascii=False)
    print(text)
    if given.store:
        (card / "figures.json").write_text(text + "\n", encoding="utf-8")
