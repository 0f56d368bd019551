"""The tables of a build: their columns, types and allowed values, checked at every border."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from .errors import InputError

DTYPES = {
    "text": "str",
    "integer": "int64",
    "number": "float64",
    "flag": "bool",
    "date": "datetime64[us]",
    "list": "object",
}


@dataclass(frozen=True)
class Column:
    """One column: its type (a key of `DTYPES`), what it means, and what it may hold."""

    kind: str
    meaning: str
    missing: bool = False
    values: tuple[str, ...] = ()
    between: tuple[float, float] | None = None


@dataclass(frozen=True)
class Table:
    """One table: its name, the unit a row describes, and its columns in order."""

    name: str
    unit: str
    columns: dict[str, Column]
    extra: bool = False

    def check(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with this table's columns first, in order and in their types.

        Columns beyond the table's own are kept, after them, where the table allows any.

        Raises:
            InputError: A column is lacking or unknown, or a value is not allowed in it.
        """
        lacking = [name for name in self.columns if name not in rows.columns]
        if lacking:
            raise self._error(lacking[0], "column is lacking", f"Has: {', '.join(rows.columns)}")
        further = [name for name in rows.columns if name not in self.columns]
        if further and not self.extra:
            raise self._error(further[0], "column is unknown", f"Known: {', '.join(self.columns)}")
        checked = {name: self._checked(rows[name], name) for name in self.columns}
        return pd.DataFrame(checked | {name: rows[name] for name in further}, index=rows.index)

    def empty(self) -> pd.DataFrame:
        """Return the table without rows."""
        return self.check(pd.DataFrame({name: [] for name in self.columns}))

    def _checked(self, values: pd.Series, name: str) -> pd.Series:
        column = self.columns[name]
        if not column.missing and values.isna().any():
            raise self._error(name, f"{values.isna().sum()} values are missing", "Fill or drop them.")
        if column.kind == "flag" and not values.isin([True, False]).all():
            raise self._error(name, "a value is neither true nor false", "Mend the values.")
        if column.kind == "integer" and pd.api.types.is_float_dtype(values) and (values.dropna() % 1 != 0).any():
            raise self._error(name, "a value is no whole number", "Check where it was made.")
        try:
            dtype = "Int64" if column.kind == "integer" and column.missing else DTYPES[column.kind]
            typed: pd.Series = values.astype(dtype)  # type: ignore[call-overload]
        except (TypeError, ValueError) as error:
            raise self._error(name, f"not of type {column.kind} ({error})", "Mend the values.") from error
        present = typed.dropna()
        if column.values:
            odd = sorted(set(present) - set(column.values))
            if odd:
                raise self._error(name, f"value {odd[0]!r}", f"Allowed: {', '.join(column.values)}.")
        if column.between is not None and len(present):
            low, high = column.between
            if not present.between(low, high).all():
                raise self._error(name, f"a value outside {low} … {high}", "Check where it was made.")
        return typed

    def _error(self, column: str, fault: str, remedy: str) -> InputError:
        return InputError(f"table {self.name}, column {column}", fault, remedy)


PARTS = ("title", "body")
VOICES = ("narration", "direct", "indirect", "uncertain")
WEAK = "sentence"  # a description and a name share a sentence, and nothing ties them
RELATIONS = ("prenominal", "apposition", "predicate", "of", "example", WEAK)  # from the strongest tie to the weakest
KINDS = ("direct", "indirect", "doubtful")
CUE_CLASSES = ("speech", "thought", "attitude", "act", "author")
LABELS = ("negative", "neutral", "positive")
UNCERTAIN = "uncertain"

_ARTICLE_ID = Column("text", "The article the row belongs to")
_PART = Column("text", "Which text the offsets count in", values=PARTS)
_START = Column("integer", "First character of the span in that text, counted from 0")
_END = Column("integer", "Character after the last one of the span")
_ACTOR = Column("text", "Actor of the codebook")
_VOICE = Column("text", "Whose words the span stands in", values=VOICES)
_SPEAKER_ID = Column("text", "The speaker as an actor of the codebook", missing=True)
_PROBABILITY = {"kind": "number", "between": (0.0, 1.0)}

ARTICLES = Table(
    "articles",
    "article",
    {
        "article_id": Column("text", "The corpus's own id, or a hash of the record"),
        "outlet": Column("text", "Who published it", missing=True),
        "published": Column("date", "Day of publication", missing=True),
        "title": Column("text", "Headline, cleaned", missing=True),
        "authors": Column("list", "Names of the authors, from the corpus or the byline; an empty list without any"),
        "url": Column("text", "Address of the article", missing=True),
        "body": Column("text", "Text, cleaned; all offsets count in it"),
        "language": Column("text", "Language (ISO 639-1), declared or recognised", missing=True),
        "agency": Column("text", "News agency named in dateline, byline or credit line", missing=True),
        "dateline": Column("text", "Place the text was filed from", missing=True),
        "family_id": Column("text", "Articles that are copies of one text share it"),
        "is_original": Column("flag", "First of its family"),
        "n_words": Column("integer", "Words in the body", between=(0, 1e9)),
    },
    extra=True,
)
ATTRIBUTIONS = Table(
    "attributions",
    "piece of an article that is attributed to a source, in articles that name an actor",
    {
        "article_id": _ARTICLE_ID,
        "part": _PART,
        "start": _START,
        "end": _END,
        "kind": Column(
            "text",
            "Quoted word by word, rendered by the outlet, or neither for sure (taken as narration)",
            values=KINDS,
        ),
        "cue": Column("text", "Words that attribute it, as printed", missing=True),
        "cue_start": Column("integer", "First character of the cue", missing=True),
        "cue_end": Column("integer", "Character after the cue", missing=True),
        "cue_class": Column(
            "text", "What is reported: words, a belief, a wish, a deed, or the author's own view", values=CUE_CLASSES
        ),
        "source": Column("text", "The source as printed beside the cue", missing=True),
        "source_start": Column("integer", "First character of the source", missing=True),
        "source_end": Column("integer", "Character after the source", missing=True),
        "speaker": Column("text", "The source, in the fullest form the article gives", missing=True),
        "speaker_id": _SPEAKER_ID,
        "confidence": Column(
            "number", "Chance that it is attributed, as measured on hand-coded data", missing=True, between=(0, 1)
        ),
    },
)
MENTIONS = Table(
    "mentions",
    "place where an article names an actor of the codebook",
    {
        "article_id": _ARTICLE_ID,
        "part": _PART,
        "start": _START,
        "end": _END,
        "surface": Column("text", "The characters themselves: text[start:end]"),
        "actor_id": _ACTOR,
        "term_id": Column("text", "Rival name; missing for an actor without rival names", missing=True),
        "voice": _VOICE,
        "voice_confidence": Column("number", "Chance that the voice is right", missing=True, between=(0, 1)),
        "speaker": Column("text", "The source, in the fullest form the article gives", missing=True),
        "speaker_id": _SPEAKER_ID,
        "is_inserted": Column("flag", "An editor's insertion in a quotation: in brackets, or a gloss in parentheses"),
        "is_gloss": Column("flag", "An alias given beside the main name"),
        "is_distanced": Column("flag", "Held at a distance: so-called, self-styled, scare quotes"),
        "sentence_start": Column("integer", "First character of its sentence"),
        "sentence_end": Column("integer", "Character after its sentence"),
    },
)
AMBIGUOUS = Table(
    "ambiguous",
    "string that may or may not be a codebook entry; in no other table",
    {
        "article_id": _ARTICLE_ID,
        "part": _PART,
        "start": _START,
        "end": _END,
        "surface": Column("text", "The characters themselves"),
        "actor_id": _ACTOR,
        "term_id": Column("text", "Rival name it would be", missing=True),
        "context": Column("text", "Forty characters to each side"),
    },
)
SENTIMENT = Table(
    "sentiment",
    "actor in a sentence, once for each voice that names it there",
    {
        "article_id": _ARTICLE_ID,
        "part": _PART,
        "sentence_start": Column("integer", "First character of the sentence"),
        "sentence_end": Column("integer", "Character after the sentence"),
        "start": Column("integer", "First character of the target: the actor's first mention in this voice"),
        "end": Column("integer", "Character after the target"),
        "actor_id": _ACTOR,
        "surface": Column("text", "The target as printed; the instrument does not see a name"),
        "score": Column("number", "p_positive − p_negative", between=(-1, 1)),
        "label": Column("text", "Most probable class, or uncertain", values=(*LABELS, UNCERTAIN)),
        "p_negative": Column(meaning="Probability that the sentence is negative", **_PROBABILITY),  # type: ignore[arg-type]
        "p_neutral": Column(meaning="Probability that it is neutral", **_PROBABILITY),  # type: ignore[arg-type]
        "p_positive": Column(meaning="Probability that it is positive", **_PROBABILITY),  # type: ignore[arg-type]
        "voice": _VOICE,
        "speaker": Column("text", "The source of quoted or paraphrased words, as in mentions", missing=True),
        "speaker_id": _SPEAKER_ID,
    },
)
DESCRIPTIONS = Table(
    "descriptions",
    "phrase that describes an actor in a sentence with its name",
    {
        **{name: MENTIONS.columns[name] for name in ("article_id", "part", "start", "end", "surface")},
        "description_id": Column("text", "Kind, as in lexicon/descriptions.yml or the codebook"),
        "actor_id": _ACTOR,
        "term_id": Column("text", "Rival name that it stands beside", missing=True),
        "mention_start": Column("integer", "First character of the mention"),
        "mention_end": Column("integer", "Character after the mention"),
        "relation": Column("text", "What ties it to the name; weakest: in one sentence", values=RELATIONS),
        **{name: MENTIONS.columns[name] for name in ("voice", "voice_confidence", "speaker", "speaker_id")},
        **{name: MENTIONS.columns[name] for name in ("is_inserted", "sentence_start", "sentence_end")},
    },
)
REJECTED = Table(
    "rejected",
    "record that was read and is no article",
    {
        "source": Column("text", "File, from the corpus's folder"),
        "locator": Column("text", "Line, row or member in it"),
        "reason": Column("text", "Kind of fault"),
        "detail": Column("text", "What was found, and what to do"),
        "outlet": Column("text", "Who published it, where the record says", missing=True),
        "published": Column("date", "Day of publication, where the record says", missing=True),
    },
)
MISSING = "missing"  # the reason of a rejection: a file declares the article and lacks it
FILES = Table(
    "files",
    "file of the corpus",
    {
        "source": Column("text", "File, from the corpus's folder"),
        "format": Column("text", "What it was recognised as; empty where it could not be read"),
        "n_declared": Column("integer", "Articles that the file itself says it holds", missing=True),
        "n_articles": Column("integer", "Records that became articles"),
        "n_rejected": Column("integer", "Records that did not"),
        "n_missing": Column("integer", "Articles that the file declares and does not hold"),
        "is_complete": Column("flag", "Read to its end, nothing is missing, and it holds what it declares"),
    },
)
REMOVED = Table(
    "removed",
    "line that cleaning cut away",
    {
        "article_id": _ARTICLE_ID,
        "text": Column("text", "The line as it stood"),
        "rule": Column("text", "Rule that cut it (see lexicon/boilerplate.yml)"),
    },
)
ALL = (ARTICLES, ATTRIBUTIONS, MENTIONS, SENTIMENT, DESCRIPTIONS, AMBIGUOUS, FILES, REJECTED, REMOVED)


def dictionary() -> str:
    """Return the data dictionary of all tables as Markdown."""
    return "\n".join(_described(table) for table in ALL)


def _described(table: Table) -> str:
    lines = [f"### `{table.name}.parquet`", "", f"One row: {table.unit}.", ""]
    lines += ["| column | type | may be missing | meaning |", "| --- | --- | --- | --- |"]
    for name, column in table.columns.items():
        allowed = f" ({', '.join(column.values)})" if column.values else ""
        may = "yes" if column.missing else ""
        lines.append(f"| `{name}` | {column.kind} | {may} | {column.meaning}{allowed} |")
    if table.extra:
        lines.append("| … | as in the corpus | yes | The corpus's own metadata, under its own names |")
    return "\n".join(lines) + "\n"
