"""Who says which name: the speakers of quoted mentions."""

from __future__ import annotations

import pandas as pd

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
    said = said.loc[_has_name(said["speaker"])]
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


def _has_name(speakers: pd.Series) -> pd.Series:
    """Tell whether the last word of each head has a capital: "Bashar al-Assad" has, "U.S. officials" not."""
    last = speakers.astype("str").str.extract(r"^(?:(?! of |,).)*?([^\s,]+)(?:$|,| of )", expand=False)
    return last.notna() & (last != last.str.lower())
