"""Corpora with known shares: what a study of so many articles would find, and how sure it would be.

    plan = Plan(outlets=(Outlet("Gazette", 60, alike(0.2, 0.8)), Outlet("Herald", 60, alike(0.4, 0.6))))
    found = [share_contrasts(planted(plan, seed=seed).mentions, "outlet")["p"].iloc[0] < 0.05 for seed in range(500)]
    power = sum(found) / 500

The defaults are measured on the mentions of Islamic State in the corpus `allsides-islamic-state`: 980
articles with 4551 mentions; see the constants. Names do not depend on how long an article is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import beta

Numbers = npt.NDArray[np.integer[Any]]
Matrix = npt.NDArray[np.float64]
Shares = Mapping[str, Sequence[float]]  # of the names, for each voice

ACTOR = "group"
WIRE = "wire"
# Mentions in an article: 1 + a negative binomial, by maximum likelihood. Mean 4.64 (measured 4.64), variance
# 40 (43); 42 % have one mention (42 %), half at most 2 (2), 95 % at most 17 (16), 99 % at most 31 (29).
MEAN_SIZE, SIZE_SHAPE = 4.64, 0.36
VOICES = {"narration": 0.52, "indirect": 0.29, "direct": 0.19}  # of the mentions whose voice is known
VOICE_RHO = 0.17  # .11–.19 by voice
RHO = 0.25  # of names, between articles of one outlet: isis .24, islamic-state .14, isil .40
SCORES = dict.fromkeys(VOICES, -0.45)  # mean sentiment
SCORE_SPREAD = 5.2  # a + b of the beta distribution, by its standard deviation .36 on the scale from −1 to 1
SCORE_RHO = 0.03


def alike(*shares: float) -> dict[str, tuple[float, ...]]:
    """Return the same shares of the names in every voice."""
    return dict.fromkeys(VOICES, shares)


@dataclass(frozen=True)
class Outlet:
    """An outlet: how much it writes, and which names.

    Attributes:
        name: What it is called.
        n_articles: Articles with a mention.
        shares: The shares of the plan's names for each voice.
        leaning: Its metadata, in the column `bias`.
        changed: First day with other shares, counted from the plan's first; None if it never changes.
        then: The shares from that day on.
        relabelled: Of its paraphrases of speakers, those with another name than the speaker's own.
    """

    name: str
    n_articles: int
    shares: Shares
    leaning: str = "center"
    changed: int | None = None
    then: Shares | None = None
    relabelled: float = 0.2


@dataclass(frozen=True)
class Plan:
    """A corpus to plant.

    Attributes:
        outlets: Who writes how.
        terms: The rival names.
        voices: Shares of the voices.
        rho: Correlation of two mentions' names within one article, of the same voice or not.
        voice_rho: The same of their voices.
        mean_size: Mentions in an article, on average.
        size_shape: Shape of their negative binomial; the smaller, the more they vary.
        syndicated: Share of articles that are copies of agency texts.
        family_size: Copies of such a text, on average.
        wire: Shares of the agency's names; by default the outlets' mean.
        confusion: For a voice, the voices it is taken for and how often; others are recognised.
        n_speakers: Speakers for each name, which they always use.
        first_day: First day of publication.
        n_days: Days of publication.
    """

    outlets: Sequence[Outlet]
    terms: Sequence[str] = ("x", "y")
    voices: Mapping[str, float] = field(default_factory=lambda: VOICES)
    rho: float = RHO
    voice_rho: float = VOICE_RHO
    mean_size: float = MEAN_SIZE
    size_shape: float = SIZE_SHAPE
    syndicated: float = 0.0
    family_size: float = 4.0
    wire: Shares | None = None
    confusion: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    n_speakers: int = 5
    first_day: str = "2014-01-01"
    n_days: int = 1000


class Planted(NamedTuple):
    """A corpus and what is true of it.

    Attributes:
        mentions: `tables.MENTIONS` with `outlet`, `bias`, `published`, `family_id`, and `planted_voice`
            beside the recorded `voice`.
        truth: For every outlet, stretch of days (`since`), planted voice and name the expected `share`,
            with `n_expected`, the expected mentions of the voice: their weight in any wider group.
    """

    mentions: pd.DataFrame
    truth: pd.DataFrame


def planted(plan: Plan, *, seed: int) -> Planted:
    """Return a corpus with the shares of a plan, and these shares."""
    rng = np.random.default_rng(seed)
    articles, texts = _articles(plan, rng)
    size = 1 + rng.negative_binomial(
        plan.size_shape, plan.size_shape / (plan.size_shape + plan.mean_size - 1), len(texts)
    )
    rows = texts.loc[texts.index.repeat(size)].reset_index(names="text")
    rows["place"] = rows.groupby("text").cumcount()
    text = rows["text"].to_numpy()
    voices, shares = list(plan.voices), _planned_shares(plan)
    voice = _kind(urn(rng, text, plan.voice_rho), np.array([list(plan.voices.values())]))
    later = (rows["day"] >= rows["changed"]).to_numpy().astype(int)
    term = _kind(urn(rng, text, plan.rho), shares[rows["outlet_number"].to_numpy(), later, voice])
    rows["term_id"], rows["planted_voice"] = np.array(plan.terms)[term], np.array(voices)[voice]
    rows["voice"] = _recorded(plan, voice, rng)
    rows["speaker"] = _speakers(plan, rows, urn(rng, text, plan.rho), rng)
    drop = ["outlet_number", "day", "changed", "relabelled"]
    return Planted(_as_mentions(articles.merge(rows.drop(columns=drop), on="text")), true_shares(plan))


def true_shares(plan: Plan) -> pd.DataFrame:
    """Return the expected shares of a plan (see `Planted.truth`)."""
    own, wire = _planned_shares(plan)[:-1], _planned_shares(plan)[-1:, :1]
    mixed = (1 - plan.syndicated) * own + plan.syndicated * wire
    outlets, voices, terms = list(plan.outlets), list(plan.voices), list(plan.terms)
    changed = np.array([plan.n_days if one.changed is None else one.changed for one in outlets])
    days = np.stack([changed, plan.n_days - changed], axis=1)
    n_mentions = np.array([one.n_articles for one in outlets]) * plan.mean_size
    n = n_mentions[:, None, None] * (days / plan.n_days)[:, :, None] * np.array(list(plan.voices.values()))
    levels = [range(len(outlets)), range(2), voices, terms]
    truth = pd.MultiIndex.from_product(levels, names=["outlet", "since", "voice", "term_id"]).to_frame(index=False)
    number, later = truth["outlet"].to_numpy(), truth["since"].to_numpy()
    truth["since"] = np.where(later == 1, changed[number], 0)
    truth["outlet"] = np.array([one.name for one in outlets], dtype=object)[number]
    truth.insert(1, "bias", np.array([one.leaning for one in outlets], dtype=object)[number])
    truth = truth.assign(share=mixed.ravel(), n_expected=np.repeat(n.ravel(), len(terms)))
    return truth.loc[truth["n_expected"] > 0].reset_index(drop=True)


def expected_shares(truth: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """Return the shares in wider groups, by group and name."""
    weighed = truth.assign(n=truth["share"] * truth["n_expected"]).groupby([*by, "term_id"])[["n", "n_expected"]].sum()
    return weighed["n"] / weighed["n_expected"]


def with_scores(
    mentions: pd.DataFrame, *, means: Mapping[str, float] = SCORES, rho: float = SCORE_RHO, seed: int
) -> pd.DataFrame:
    """Return planted mentions with a `score` and `label` as in `tables.SENTIMENT`; copies have the same.

    Args:
        mentions: What `planted` made.
        means: The expected score for each planted voice.
        rho: Correlation of two scores within one article and voice, about.
        seed: Seed of the scores.
    """
    texts = mentions.drop_duplicates(["family_id", "start"]).sort_values(["family_id", "start"])
    u = urn(np.random.default_rng(seed), texts["family_id"].factorize()[0], rho)
    middle = (texts["planted_voice"].map(means).to_numpy(dtype=float) + 1) / 2
    score = 2 * beta.ppf(u, middle * SCORE_SPREAD, (1 - middle) * SCORE_SPREAD) - 1
    scored = mentions.merge(texts[["family_id", "start"]].assign(score=score), on=["family_id", "start"])
    return scored.assign(
        label=pd.cut(scored["score"], [-1.1, -0.33, 0.33, 1.1], labels=["negative", "neutral", "positive"])
    )


def urn(rng: np.random.Generator, clusters: Numbers, rho: float) -> Matrix:
    """Return a uniform number for each row, the same for two rows of a cluster with probability rho.

    Rows are in the order of their clusters. Each takes the number of an earlier row of its cluster, the
    oftener the more there are, or a new one (Blackwell & MacQueen 1973, Annals of Statistics 1).
    Names chosen by these numbers are Dirichlet-multinomial in each cluster, whatever their shares, with
    rho as intra-cluster correlation; rows with unlike shares are correlated too.
    """
    own = np.arange(len(clusters))
    start = np.searchsorted(clusters, clusters)
    place = own - start
    repeats = rng.random(len(own)) * (1 - rho + place * rho) < place * rho
    source = np.where(repeats, start + (rng.random(len(own)) * place).astype(int), own)
    while (source != source[source]).any():
        source = source[source]
    return np.asarray(rng.random(len(own))[source])


def _articles(plan: Plan, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return articles, and the texts that they are or copy."""
    number = np.repeat(np.arange(len(plan.outlets)), [outlet.n_articles for outlet in plan.outlets])
    copied = rng.random(len(number)) < plan.syndicated
    n_wire = max(1, round(copied.sum() / plan.family_size))
    text = np.where(copied, len(number) + rng.integers(n_wire, size=len(number)), np.arange(len(number)))
    outlets = [*plan.outlets, Outlet(WIRE, 0, {})]
    of_text = np.append(number, np.full(n_wire, len(plan.outlets)))
    texts = pd.DataFrame({"outlet_number": of_text, "day": rng.integers(plan.n_days, size=len(of_text))})
    texts["changed"] = [plan.n_days if outlets[of].changed is None else outlets[of].changed for of in of_text]
    texts["relabelled"] = [outlets[of].relabelled for of in of_text]
    published = pd.Timestamp(plan.first_day) + pd.to_timedelta(texts["day"].to_numpy()[text], unit="D")
    articles = pd.DataFrame(
        {
            "article_id": [f"a{one:06d}" for one in range(len(number))],
            "outlet": np.array([outlet.name for outlet in plan.outlets], dtype=object)[number],
            "bias": np.array([outlet.leaning for outlet in plan.outlets], dtype=object)[number],
            "published": published,
            "family_id": [f"t{one:06d}" for one in text],
            "text": text,
        }
    )
    return articles, texts


def _planned_shares(plan: Plan) -> Matrix:
    """Return outlets and, last, the agency × before and after a change × voices × names."""
    own = np.array(
        [[[s[voice] for voice in plan.voices] for s in (one.shares, one.then or one.shares)] for one in plan.outlets]
    )
    wire = own[:, 0].mean(axis=0) if plan.wire is None else np.array([plan.wire[voice] for voice in plan.voices])
    return np.concatenate([own, np.stack([wire, wire])[None]])


def _kind(u: Matrix, shares: Matrix) -> Numbers:
    """Return the kind that a uniform number falls to."""
    return np.asarray((u[:, None] >= np.cumsum(shares, axis=1)[:, :-1]).sum(axis=1))


def _recorded(plan: Plan, voice: Numbers, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    voices = list(plan.voices)
    taken_for = np.eye(len(voices))
    for one, others in plan.confusion.items():
        for other, share in others.items():
            taken_for[voices.index(one), voices.index(other)] += share
            taken_for[voices.index(one), voices.index(one)] -= share
    return np.array(voices, dtype=object)[_kind(rng.random(len(voice)), taken_for[voice])]


def _speakers(plan: Plan, rows: pd.DataFrame, u: Matrix, rng: np.random.Generator) -> pd.Series:
    """Return the speakers: quoted, whoever says the name; paraphrased, somebody else as often as is relabelled."""
    terms, n = list(plan.terms), len(rows)
    own = rows["term_id"].map({term: number for number, term in enumerate(terms)}).to_numpy()
    other = (own + rng.integers(1, max(2, len(terms)), size=n)) % len(terms)
    swapped = (rows["planted_voice"] == "indirect").to_numpy() & (u < rows["relabelled"].to_numpy())
    name = np.array([chr(ord("A") + number) for number in range(len(terms))])[np.where(swapped, other, own)]
    speaker = pd.Series(name) + "da Speaker-" + pd.Series(rng.integers(plan.n_speakers, size=n)).astype(str)
    return speaker.where(rows["planted_voice"] != "narration")


def _as_mentions(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the planted rows with the columns of `tables.MENTIONS`, one mention every hundred characters."""
    start, flags = rows["place"] * 100, ["is_inserted", "is_gloss", "is_distanced"]
    spans = {"start": start, "end": start + 1, "sentence_start": start, "sentence_end": start + 100}
    made = rows.assign(**spans, **dict.fromkeys(flags, False), part="body", surface=rows["term_id"], actor_id=ACTOR)
    made = made.assign(voice_confidence=np.nan, speaker_id=pd.Series([None] * len(made), dtype="str"))
    return made.drop(columns=["text", "place"]).sort_values(["article_id", "start"], ignore_index=True)
