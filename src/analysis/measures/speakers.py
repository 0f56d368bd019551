"""Who says which name: the speakers of quoted mentions."""

from __future__ import annotations

import pandas as pd

MOST = 5


def speaker_counts(mentions: pd.DataFrame, *, most: int = MOST) -> pd.DataFrame:
    """Return the speakers who say each rival name most often, in quoted words.

    Unit of analysis: the mention. Editors' insertions are not the speaker's and do not count; a
    speaker whose name is not known is left out.

    Args:
        mentions: `tables.MENTIONS`.
        most: How many speakers to keep for each name; those who tie with the last are kept too.

    Returns:
        `actor_id`, `term_id`, `speaker`, `n` mentions by the speaker under this name, `of` all the
        speaker's mentions of the actor, `n_articles`, and `share`: n / of; most frequent first.
    """
    said = mentions.loc[(mentions["voice"] == "direct") & mentions["term_id"].notna() & mentions["speaker"].notna()]
    said = said.loc[~said["is_inserted"]]
    keys = ["actor_id", "term_id", "speaker"]
    counts = said.groupby(keys, as_index=False).agg(n=("article_id", "size"), n_articles=("article_id", "nunique"))
    counts["of"] = counts.groupby(["actor_id", "speaker"])["n"].transform("sum")
    counts["share"] = counts["n"] / counts["of"]
    rank = counts.groupby(["actor_id", "term_id"])["n"].rank(method="min", ascending=False)
    order = ["actor_id", "term_id", "n", "speaker"]
    kept = counts[rank <= most].sort_values(order, ascending=[True, True, False, True])
    return kept[[*keys, "n", "of", "n_articles", "share"]].reset_index(drop=True)
