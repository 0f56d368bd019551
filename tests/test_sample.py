"""What was planted in the sample corpus must be found again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from sklearn.metrics import cohen_kappa_score, f1_score

from analysis.measures import marked_shares, mean_sentiment, own_names, relabelling, term_shares, with_articles
from analysis.pipeline import Build

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "raw" / "sample"
TRUTH: dict[str, Any] = yaml.safe_load((SAMPLE / "truth.yml").read_text(encoding="utf-8"))
# An article that names a district called Isis and the group: counting mentions one after the other
# does not pair them with the truth.
AMBIGUOUS_ARTICLES = ("cch-009",)


@pytest.fixture(scope="module")
def paired(sample: Build) -> pd.DataFrame:
    """Every true mention of the group beside the one that was found in its place."""
    truth = pd.read_csv(SAMPLE / "truth-mentions.csv")
    truth = truth[truth["kind"] == "group"].astype({"n": "int64"})
    found = sample.mentions[sample.mentions["term_id"].notna()]
    found = found.assign(n=found.groupby(["article_id", "part"]).cumcount() + 1)
    both = truth.merge(found, on=["article_id", "part", "n"], how="outer", suffixes=("_true", ""))
    return both[~both["article_id"].isin(AMBIGUOUS_ARTICLES)]


@pytest.fixture(scope="module")
def mentions(sample: Build) -> pd.DataFrame:
    return with_articles(sample.mentions, sample.articles)


def test_every_mention_is_found_and_no_other(paired: pd.DataFrame) -> None:
    assert (paired["surface"] == paired["surface_true"]).all()


def test_goddess_river_and_verb_are_not_the_group(sample: Build) -> None:
    truth = pd.read_csv(SAMPLE / "truth-mentions.csv")
    others = truth[truth["kind"] == "other"]
    isis_articles = sample.articles[sample.articles["article_id"].isin(others["article_id"])]
    found = sample.mentions[sample.mentions["surface"].isin(["Isis", "IS"])]
    counted = found[found["article_id"].isin(isis_articles["article_id"])]
    true = truth[(truth["kind"] == "group") & truth["article_id"].isin(isis_articles["article_id"])]
    n_true = true["surface"].isin(["Isis", "IS"]).sum()
    assert len(counted) - n_true <= 1  # of 28 strings that are something else
    assert len(sample.ambiguous) >= 8  # left open rather than guessed


def test_voice(paired: pd.DataFrame, floors: dict[str, float]) -> None:
    assert cohen_kappa_score(paired["voice_true"], paired["voice"]) >= floors["sample_voice_kappa"]


@pytest.mark.parametrize("voice", ["direct", "indirect"])
def test_speakers(paired: pd.DataFrame, floors: dict[str, float], voice: str) -> None:
    rows = paired[(paired["voice"] == voice) & (paired["voice_true"] == voice)]
    true, found = (
        rows[name].fillna("").str.lower().str.replace("^(the|an?) ", "", regex=True)
        for name in ("speaker_true", "speaker")
    )
    assert (true == found).mean() >= floors[f"sample_speaker_{voice}"]


@pytest.mark.parametrize("flag", ["is_gloss", "is_distanced"])
def test_flags(paired: pd.DataFrame, flag: str) -> None:
    assert f1_score(paired[f"{flag}_true"] == "yes", paired[flag].astype(bool)) >= 0.95


@pytest.mark.parametrize("outlet", TRUTH["house_styles"])
def test_house_style_is_the_leading_name_in_narration(mentions: pd.DataFrame, outlet: str) -> None:
    style = TRUTH["house_styles"][outlet]
    narrated = mentions[(mentions["voice"] == "narration") & (mentions["outlet"] == outlet)]
    for current, following in zip(style, [*style[1:], None], strict=True):
        since = pd.Timestamp(current.get("from", "2014-01-01"))
        until = pd.Timestamp(following["from"]) if following else pd.Timestamp("2017-01-01")
        shares = term_shares(narrated[(narrated["published"] >= since) & (narrated["published"] < until)])
        # Reprinted wire copy keeps the agency's word, so an outlet's own is not at 100 %.
        assert shares.set_index("term_id")["share"].idxmax() == current["term"]
        assert shares["share"].max() > 0.8


@pytest.mark.parametrize(("speaker", "term"), TRUTH["own_words"].items())
def test_speakers_keep_their_own_word(mentions: pd.DataFrame, speaker: str, term: str) -> None:
    own = own_names(mentions).set_index("speaker")["own_term_id"]
    assert own[speaker] == term


def test_one_outlet_holds_the_name_at_a_distance(mentions: pd.DataFrame) -> None:
    narrated = mentions[(mentions["voice"] == "narration") & mentions["term_id"].notna()]
    shares = marked_shares(narrated, "is_distanced", by="outlet").set_index("outlet")
    others = marked_shares(narrated[narrated["outlet"] != TRUTH["says_so_called"]], "is_distanced")
    assert shares.loc[TRUTH["says_so_called"], "low"] > others["high"].item()
    assert shares.loc[TRUTH["says_so_called"], "low"] > shares["share"].drop(TRUTH["says_so_called"]).max()


def test_one_outlet_keeps_the_speakers_word(mentions: pd.DataFrame) -> None:
    shares = relabelling(mentions, by=["outlet"]).set_index("outlet")["share"]
    assert shares.idxmin() == TRUTH["keeps_the_speakers_word"]
    assert shares.drop(TRUTH["keeps_the_speakers_word"]).min() > shares.min() + 0.2


def test_tone_toward_iraqi_forces(sample: Build) -> None:
    scores = with_articles(sample.sentiment, sample.articles)
    narrated = scores[(scores["voice"] == "narration") & (scores["actor_id"] == "iraqi-forces")]
    means = mean_sentiment(narrated, by=["outlet"]).set_index("outlet")
    planted = TRUTH["tone_toward_iraqi_forces"]
    assert means.loc[planted["favourable"], "low"] > means.loc[planted["unfavourable"], "mean"]
    assert means["mean"].idxmax() == planted["favourable"]


def test_boilerplate_is_cut_and_nothing_else(sample: Build) -> None:
    truth = pd.read_csv(SAMPLE / "truth-boilerplate.csv")
    cut = sample.removed[sample.removed["article_id"].isin(sample.articles["article_id"])]
    assert set(zip(cut["article_id"], cut["text"], strict=True)) == set(
        zip(truth["article_id"], truth["line"], strict=True)
    )


def test_copies_are_found_and_no_others(sample: Build) -> None:
    truth = pd.read_csv(SAMPLE / "truth-copies.csv").set_index("article_id")["copy_of"]
    copies = sample.articles[~sample.articles["is_original"]].set_index("article_id")["family_id"]
    assert copies.sort_index().to_dict() == truth.sort_index().to_dict()


def test_broken_records_are_rejected_for_their_reason(sample: Build) -> None:
    assert sample.rejected["reason"].value_counts().to_dict() == TRUTH["broken"]
    funnel = sample.provenance["funnel"]
    for name in ("articles", "copies", "without_date"):
        assert funnel[name] == TRUTH[name]
    assert funnel["read"] == TRUTH["records"]


def test_articles_have_the_promised_lengths(sample: Build) -> None:
    assert sample.articles["n_words"].between(115, 510).all()
    assert sample.articles["outlet"].nunique() == 6


def test_mojibake_is_mended(sample: Build) -> None:
    assert not sample.articles["body"].str.contains("â€").any()
