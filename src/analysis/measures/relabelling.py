"""Relabelling: paraphrases that use another name than the speaker does."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .rates import marked_shares

FEWEST_QUOTED = 3  # mentions; below, a speaker's own name is mostly chance
_NAME = r"[^\W\d_a-z][\w.'’-]+(?: (?:(?:al|de|la|le|bin|ibn|van|von|der|da|du|el) )*[^\W\d_a-z][\w.'’-]*)+"


def relabelling(mentions: pd.DataFrame, *, by: str | Sequence[str] = (), seed: int = 0) -> pd.DataFrame:
    """Return how often outlets paraphrase speakers with a name that is not the speakers' own.

    A named speaker's own name for an actor is the one of more than half of the speaker's mentions
    in direct quotation, over all rows given, of which there must be three. Unit of analysis: the
    mention in paraphrase of such a speaker; articles are resampled for the interval.

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by (see `with_articles`).
        by: Columns to group by, for instance `outlet` or `speaker`.
        seed: Seed of the resampling.

    Returns:
        For every group: the `by` columns, `actor_id`, `n` paraphrases with another name, `of` all
        that count, `n_articles`, `share`, and `low`, `high`: its 95 % interval.
    """
    named = mentions.loc[
        mentions["term_id"].notna() & mentions["speaker"].notna() & ~(mentions["is_gloss"] | mentions["is_inserted"])
    ]
    own = own_names(named)
    rows = named.loc[named["voice"] == "indirect"].merge(own, on=["actor_id", "speaker"], how="inner")
    return marked_shares(rows.assign(is_other=rows["term_id"] != rows["own_term_id"]), "is_other", by=by, seed=seed)


def own_names(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the name that each speaker uses for more than half of an actor's mentions in quotation.

    Only speakers who are named, with at least `FEWEST_QUOTED` quoted mentions, have one: "a resident"
    is somebody else in every article, and a single quotation is no habit.

    Returns:
        `actor_id`, `speaker`, `own_term_id`, `n_own` and `n_direct` mentions.
    """
    quoted = mentions.loc[(mentions["voice"] == "direct") & mentions["speaker"].notna() & mentions["term_id"].notna()]
    counts = quoted.groupby(["actor_id", "speaker", "term_id"]).size().rename("n_own").reset_index()
    counts["n_direct"] = counts.groupby(["actor_id", "speaker"])["n_own"].transform("sum")
    enough = (counts["n_own"] * 2 > counts["n_direct"]) & (counts["n_direct"] >= FEWEST_QUOTED)
    own = counts.loc[enough & counts["speaker"].str.fullmatch(_NAME)]
    return own.rename(columns={"term_id": "own_term_id"}).reset_index(drop=True)
