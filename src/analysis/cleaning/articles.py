"""Raw articles → articles: the whole of cleaning, in order."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pandas as pd

from ..errors import InputError
from ..tables import ARTICLES, REJECTED, REMOVED
from .authors import credited
from .bodies import cleaned_bodies
from .boilerplate import Removed
from .bylines import leading_byline, reporters
from .creditlines import credited_agency
from .datelines import dateline
from .duplicates import families
from .language import declared_code, recognised_language
from .text import single_line

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class Cleaned(NamedTuple):
    """The articles, what cleaning cut away from them, and records that had nothing else."""

    articles: pd.DataFrame
    removed: pd.DataFrame
    rejected: pd.DataFrame


def clean(raw: pd.DataFrame) -> pd.DataFrame:
    """Return raw articles as `tables.ARTICLES`: text mended, boilerplate cut, copies marked.

    Args:
        raw: At least `article_id` and `body`; what else `read_corpus` gives is used where there.

    Returns:
        The articles, without those that have no text left; `attrs["rejected"]` lists the latter
        after the records that the reader rejected.
    """
    cleaned = cleaned_articles(raw)
    articles = cleaned.articles
    articles.attrs["rejected"] = [*raw.attrs.get("rejected", []), *cleaned.rejected.to_dict("records")]
    return articles


def cleaned_articles(raw: pd.DataFrame) -> Cleaned:
    """Return the articles, and beside them the tables `REMOVED` and `REJECTED`.

    Raises:
        InputError: Two rows have the same id.
    """
    repeated = raw["article_id"][raw["article_id"].duplicated()]
    if len(repeated):
        fault = f"article_id {repeated.iloc[0]!r} stands in several rows"
        raise InputError("raw articles", fault, "Give each article an id of its own.")
    rows: list[dict[str, object]] = []
    removed: list[tuple[str, str, str]] = []
    rejected: list[tuple[object, ...]] = []
    records = raw.to_dict("records")
    for record, (body, cut) in zip(records, cleaned_bodies(raw), strict=True):
        removed += [(str(record["article_id"]), line.text, line.rule) for line in cut]
        if not body:
            place = (str(record.get("source", "")), str(record.get("locator", record["article_id"])))
            of = (record.get("outlet"), record.get("published"))
            rejected.append((*place, "no_text", "nothing is left after cleaning but boilerplate", *of))
            continue
        rows.append(_row(record, body, cut))
    further = [name for name in raw.columns if name not in ARTICLES.columns and name not in ("source", "locator")]
    articles = pd.DataFrame(rows, columns=[*ARTICLES.columns, "is_agency_own"])
    articles[["family_id", "is_original"]] = families(articles)
    carried = raw.set_index("article_id")[further].reindex(articles["article_id"]).reset_index(drop=True)
    return Cleaned(
        ARTICLES.check(pd.concat([articles.drop(columns="is_agency_own"), carried], axis=1)),
        REMOVED.check(pd.DataFrame(removed, columns=list(REMOVED.columns))),
        REJECTED.check(pd.DataFrame(rejected, columns=list(REJECTED.columns))),
    )


def _row(record: dict[Any, Any], body: str, cut: list[Removed]) -> dict[str, object]:
    authors = record.get("authors")
    listed = [single_line(str(name)) for name in authors] if isinstance(authors, (list, tuple)) else []
    people = credited(listed).people or leading_byline(body).people or reporters(body, [line.text for line in cut])
    filed = dateline(body)
    title = record.get("title")
    known = {name: value for name, value in record.items() if isinstance(value, str)}
    organisations = [single_line(known["credited_to"])] if "credited_to" in known else []
    return {
        "article_id": record["article_id"],
        "outlet": single_line(known["outlet"]) if "outlet" in known else None,
        "published": record.get("published"),
        "title": (single_line(title) or None) if isinstance(title, str) else None,
        "authors": people,
        "url": known.get("url"),
        "body": body,
        "language": declared_code(known.get("language")) or recognised_language(body),
        "agency": filed.agency or credited_agency(body, [*listed, *organisations], record["body"]),
        "dateline": filed.place,
        "n_words": len(_WORD.findall(body)),
        "is_agency_own": filed.agency is not None and filed.agency == known.get("outlet"),
    }
