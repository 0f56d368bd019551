"""Relabelling: outlets that write another name than the speaker says."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .groups import named_columns
from .rates import marked_shares
from .shares import choices, term_shares
from .speakers import with_one_name_each

FEWEST_QUOTED = 3  # mentions; below, a speaker's own name is mostly chance
_NAME = r"[^\W\d_a-z][\w.'’-]+(?: (?:(?:al|de|la|le|bin|ibn|van|von|der|da|du|el) )*[^\W\d_a-z][\w.'’-]*)+"


def relabelling(mentions: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return how often outlets put another name into speakers' words, or beside them, than the speakers' own.

    A named speaker's own name for an actor is the one of more than half of the speaker's mentions in
    direct quotation, over all rows given, of which there must be three. Unit of analysis: the mention
    in paraphrase of such a speaker. For the interval one article, or family of copies, is left out at
    a time.

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by (see `with_articles`).
        by: Columns to group by, for instance `outlet` or `speaker`.

    Returns:
        For every group: the `by` columns, `actor_id`, `n` paraphrases with another name, `of` all
        that count, `n_articles`, `share`, and `low`, `high`: its 95 % interval.
    """
    rows = beside_own_names(mentions)
    rows = rows[rows["voice"] == "indirect"]
    return marked_shares(rows.assign(is_other=rows["term_id"] != rows["own_term_id"]), "is_other", by=by)


def relabelling_matrix(mentions: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return with which names outlets write about the actor where a speaker with a name of their own speaks.

    Unit of analysis: the mention; in paraphrase those in the speaker's words, in narration those of
    the articles that quote or paraphrase the speaker. Intervals as in `term_shares`.

    Args:
        mentions: `tables.MENTIONS`, with any further columns to group by (see `with_articles`).
        by: Columns to group by, for instance `outlet` or `speaker`.

    Returns:
        The table `term_shares` by these columns, `voice` ("indirect" or "narration") and
        `own_term_id`: the share of the outlet's name `term_id` where the speaker's own is `own_term_id`.
    """
    by = named_columns(by, ("voice", "own_term_id"))
    rows = beside_own_names(mentions)
    if "speaker" not in by:  # a narrated mention beside two speakers with the same own name counts once
        rows = rows.drop_duplicates(["article_id", "part", "start", "actor_id", "own_term_id"])
    return term_shares(rows, by=[*by, "voice", "own_term_id"])


def beside_own_names(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the outlet's mentions that stand beside a speaker's own name for the actor.

    Returns:
        The rows in paraphrase of speakers with an own name (see `own_names`), and the rows in
        narration of articles with such a speaker, once for each; with `speaker`, `own_term_id`,
        `n_own` and `n_direct`.
    """
    named = choices(mentions)
    spoken = with_one_name_each(named.loc[named["speaker"].notna() & named["voice"].isin(("direct", "indirect"))])
    own = own_names(spoken)
    paraphrased = spoken.loc[spoken["voice"] == "indirect"].merge(own, on=["actor_id", "speaker"], how="inner")
    present = spoken[["article_id", "actor_id", "speaker"]].drop_duplicates().merge(own, on=["actor_id", "speaker"])
    narrated = named.loc[named["voice"] == "narration"].drop(columns="speaker")
    narrated = narrated.merge(present, on=["article_id", "actor_id"], how="inner")
    return pd.concat([paraphrased, narrated], ignore_index=True)


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
