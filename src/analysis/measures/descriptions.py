"""What groups are called beside their names: kinds of descriptions, by name and outlet."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ..tables import WEAK
from .groups import cell_numbers, named_columns
from .rates import MEASURED, marked_shares


def description_counts(descriptions: pd.DataFrame, *, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Return the share of each kind among an actor's descriptions, in every group.

    Unit of analysis: the description that is tied to a name; those that only stand in the same
    sentence are counted beside. An editor's insertion is nobody's choice in a voice and does not
    count. Intervals as in `marked_shares`.

    Args:
        descriptions: `tables.DESCRIPTIONS`, with any further columns to group by (see
            `with_articles`).
        by: Columns to group by, for instance `["term_id", "outlet"]`.

    Returns:
        For every group, actor and kind: the `by` columns, `actor_id`, `description_id`, `n`
        descriptions of the kind, `of` all that are tied to the actor's name in the group,
        `n_articles`, `share`, and `low`, `high`: its 95 % interval; and `n_in_sentence`: more of the
        kind in a sentence with the name, whoever is meant. Commonest kinds first.
    """
    keys = [*named_columns(by, ("actor_id", "description_id", "n_in_sentence", *MEASURED)), "actor_id"]
    columns = [*keys, "description_id", *MEASURED, "n_in_sentence"]
    chosen = descriptions[~descriptions["is_inserted"]]
    is_weak = chosen["relation"] == WEAK
    tied, weak = chosen[~is_weak], chosen[is_weak]
    parts = [
        marked_shares(tied.assign(is_kind=tied["description_id"] == kind), "is_kind", by=by).assign(
            description_id=kind, n_in_sentence=0
        )
        for kind in tied["description_id"].value_counts(sort=True).sort_index().sort_values(ascending=False).index
    ]
    if not parts:
        return pd.DataFrame(columns=columns)
    counts = pd.concat(parts, ignore_index=True)[columns]
    cell = cell_numbers(weak, counts[[*keys, "description_id"]])
    found = cell[cell >= 0].value_counts().reindex(counts.index, fill_value=0)
    order = counts.groupby(keys, observed=False, sort=True).ngroup()
    counts = counts.assign(n_in_sentence=found.astype("int64"), _order=order)
    return counts.sort_values(["_order", "n"], ascending=[True, False], kind="stable", ignore_index=True)[columns]
