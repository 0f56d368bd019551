"""Who says which name, and what of whom: the speakers of quoted and paraphrased words."""

from __future__ import annotations

from functools import cache

import pandas as pd

from ..features.function_words import function_words
from ..features.names import titles
from ..features.texts import word_list
from .tone import mean_sentiment

MOST = 5


def speaker_counts(mentions: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """Return the speakers who say each rival name most often, in quoted words.

    Unit of analysis: the mention. Editors' insertions are not the speaker's and do not count. Nor do
    speakers without a name: "a resident" is somebody else in every article.

    Args:
        mentions: `tables.MENTIONS`.
        most: How many speakers to keep for each name. Those who tie with the last are kept too, unless
            that makes more than twice as many: then none of them stands out.

    Returns:
        `actor_id`, `term_id`, `speaker`, `n` mentions by the speaker under this name, `of` all the
        speaker's mentions of the actor, `n_articles`, and `share`: n / of; most frequent first.
    """
    said = mentions.loc[(mentions["voice"] == "direct") & mentions["term_id"].notna() & ~mentions["is_inserted"]]
    said = with_one_name_each(said.loc[_has_name(said["speaker"])])
    keys = ["actor_id", "term_id", "speaker"]
    counts = said.groupby(keys, as_index=False).agg(n=("article_id", "size"), n_articles=("article_id", "nunique"))
    counts["of"] = counts.groupby(["actor_id", "speaker"])["n"].transform("sum")
    counts["share"] = counts["n"] / counts["of"]
    of_name = counts.groupby(["actor_id", "term_id"])["n"]
    stands_out = (of_name.rank(method="min", ascending=False) <= most) & (
        of_name.rank(method="max", ascending=False) <= 2 * most
    )
    order = ["actor_id", "term_id", "n", "speaker"]
    kept = counts[stands_out].sort_values(order, ascending=[True, True, False, True])
    return kept[[*keys, "n", "of", "n_articles", "share"]].reset_index(drop=True)


def speaker_sentiment(
    scores: pd.DataFrame, *, fewest: int = 3, fewest_articles: int = 2, most: int = 20
) -> pd.DataFrame:
    """Return the mean sentiment of named speakers toward each actor, in quoted words and paraphrase.

    Unit of analysis: the actor in a sentence. Speakers without a name do not count, nor what a
    speaker says of themselves. Speakers whom the codebook knows are one person by any name.

    Args:
        scores: `tables.SENTIMENT`, with any further columns.
        fewest: Sentences that a speaker must have on an actor.
        fewest_articles: Articles that these must come from.
        most: Rows to return.

    Returns:
        `speaker` (the most frequent name) and the columns of `mean_sentiment` for every speaker and
        actor; most sentences first.
    """
    said = scores.loc[scores["voice"].isin(("direct", "indirect")) & scores["speaker"].notna()]
    said = said.loc[_has_name(said["speaker"]) & (said["speaker_id"].isna() | (said["speaker_id"] != said["actor_id"]))]
    said = with_one_name_each(said)
    keys = ["speaker", "actor_id"]
    counts = said.groupby(keys, as_index=False).agg(n=("article_id", "size"), of=("article_id", "nunique"))
    counts = counts[(counts["n"] >= fewest) & (counts["of"] >= fewest_articles)]
    kept = counts.sort_values(["n", *keys], ascending=[False, True, True]).head(most)[keys]
    return kept.merge(mean_sentiment(said.merge(kept, on=keys), by="speaker"), on=keys)


def with_one_name_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows in which a speaker whom the codebook knows has one name everywhere: the most frequent."""
    known = rows.loc[rows["speaker_id"].notna() & rows["speaker"].notna(), ["speaker_id", "speaker"]].astype("str")
    counts = known.groupby(["speaker_id", "speaker"], as_index=False).size()
    most = counts.sort_values(["size", "speaker"], ascending=[False, True]).drop_duplicates("speaker_id")
    names = rows["speaker_id"].map(most.set_index("speaker_id")["speaker"]).astype("str")
    return rows.assign(speaker=names.where(names.notna(), rows["speaker"]))


def _has_name(speakers: pd.Series) -> pd.Series:
    """Tell whether the last word of each head has a capital: "Bashar al-Assad" has, "U.S. officials" not.

    A single word may have its capital from the sentence that it opens: "Critics", "He".
    """
    names = speakers.astype("str")
    last = names.str.extract(r"^(?:(?! of |,).)*?([^\s,]+)(?:$|,| of )", expand=False)
    low = names.str.lower()
    nobody = low.isin(_nobody()) | low.str.removesuffix("s").isin(_nobody())
    return last.notna() & (last != last.str.lower()) & ~nobody


@cache
def _nobody() -> frozenset[str]:
    """Return the single words that name no person: pronouns, determiners, offices, kinds of people."""
    words = function_words()
    kinds = (*titles(), *word_list("person-nouns.txt"))
    return words.pronoun_forms | words.determiners | words.people | frozenset(kinds)
