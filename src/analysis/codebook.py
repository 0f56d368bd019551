"""The codebook of a study: actors, their rival names, and how each is spelled."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from . import paths, yamlfile
from .descriptions import Description, read_descriptions
from .errors import InputError
from .yamlfile import Entry

KINDS = ("person", "group", "government", "country", "organisation", "people")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PATTERNS = ("before", "after", "article", "not_article")
INSTRUMENTS = ("tagger", "rules")
SENTIMENT_INSTRUMENTS = ("network", "linear", "vader")
INDIRECT = ("reported", "speech", "all")
_CONDITIONS = (*_PATTERNS, "capitals", "article_names")


@dataclass(frozen=True)
class Rule:
    """Conditions on an occurrence of an ambiguous variant; all must hold.

    Attributes:
        before: Pattern that must end right before the occurrence.
        after: Pattern that must start right after it.
        article: Pattern that must occur somewhere in the article.
        not_article: Pattern that must not occur in the article.
        capitals: Whether the words around it are written in capitals.
        article_names: Whether the article names the same actor by an unambiguous variant.
    """

    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    article: re.Pattern[str] | None = None
    not_article: re.Pattern[str] | None = None
    capitals: bool | None = None
    article_names: bool | None = None


@dataclass(frozen=True)
class Variant:
    """One spelling of an actor's name, as it stands in texts.

    It is ambiguous when it has rules. An occurrence that a `reject` rule fits is something else. Of
    the rest, all are mentions where there are no `accept` rules; otherwise those that one fits,
    and the others stay undecided.
    """

    text: str
    actor_id: str
    term_id: str | None
    line: int
    accept: tuple[Rule, ...] = ()
    reject: tuple[Rule, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        """Whether rules decide its occurrences."""
        return bool(self.accept or self.reject)


@dataclass(frozen=True)
class Actor:
    """Somebody a text can name. `terms` maps rival names' ids to labels; `descriptions` extends the lexicon's."""

    actor_id: str
    label: str
    kind: str
    terms: dict[str, str]
    descriptions: tuple[Description, ...] = ()

    @property
    def is_contested(self) -> bool:
        """Whether it has rival names."""
        return bool(self.terms)


@dataclass(frozen=True)
class VoiceChoice:
    """How a study measures voice.

    Attributes:
        instrument: "tagger" (trained, the default) or "rules" (for very large corpora).
        indirect: What counts as paraphrase: "reported" (what a source said or thinks, the default),
            "speech" (what it said), or "all" (its wishes and deeds too).
    """

    instrument: str = INSTRUMENTS[0]
    indirect: str = INDIRECT[0]


@dataclass(frozen=True)
class SentimentChoice:
    """How a study measures sentiment.

    Attributes:
        instrument: "network" (trained, the default), "linear" (twenty times faster) or "vader" (the classic).
        uncertain_below: Probability below which a label is "uncertain".
    """

    instrument: str = SENTIMENT_INSTRUMENTS[0]
    uncertain_below: float = 0.0


@dataclass(frozen=True)
class Codebook:
    """All actors of a study and every spelling of them, in the texts of one language.

    `events` is the CSV file, beside the codebook, of dates that charts over time mark (see `measures.load_events`).
    """

    name: str
    title: str
    actors: dict[str, Actor]
    variants: tuple[Variant, ...]
    voice: VoiceChoice
    sentiment: SentimentChoice
    language: str
    events: Path | None
    file: Path
    digest: str

    def contested(self) -> list[Actor]:
        """Return the actors that have rival names."""
        return [actor for actor in self.actors.values() if actor.is_contested]

    def term_labels(self) -> dict[str, str]:
        """Return the label of every rival name, by its id, in the codebook's order."""
        return {term: label for actor in self.actors.values() for term, label in actor.terms.items()}

    def actor_labels(self) -> dict[str, str]:
        """Return the label of every actor, by its id, in the codebook's order."""
        return {actor.actor_id: actor.label for actor in self.actors.values()}


def load_codebook(path: str | os.PathLike[str]) -> Codebook:
    """Return the codebook in a YAML file.

    The layout is described in `data/codebooks/README.md`.

    Raises:
        InputError: The file does not follow the layout, or one spelling stands under two names;
            the message names file, line and remedy.
    """
    file = paths.find(path, "codebook")
    if file.is_dir():
        raise InputError(file, "this is a folder", "Give a codebook file, such as islamic-state.yml.")
    known = ("name", "title", "language", "events", "voice", "sentiment", "actors")
    top = yamlfile.load(file).mapping(known=known, need=("name", "title", "actors"))
    actors: dict[str, Actor] = {}
    variants: list[Variant] = []
    term_lines: dict[str, int] = {}
    for actor_id, entry in top["actors"].mapping().items():
        actor, spelled = _read_actor(_checked_id(actor_id, entry), entry, term_lines)
        actors[actor_id] = actor
        variants += spelled
    if not actors:
        raise top["actors"].error("no actor is listed", "Add at least one.")
    _refuse_twins(variants, file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    name = _checked_id(top["name"].text(), top["name"])
    voice = _read_voice(top["voice"]) if "voice" in top else VoiceChoice()
    sentiment = _read_sentiment(top["sentiment"]) if "sentiment" in top else SentimentChoice()
    language = top["language"].text() if "language" in top else "en"
    events = file.parent / top["events"].text() if "events" in top else None
    return Codebook(
        name, top["title"].text(), actors, tuple(variants), voice, sentiment, language, events, file, digest
    )


def _read_voice(entry: Entry) -> VoiceChoice:
    keys = entry.mapping(known=("instrument", "indirect"))
    choices = {"instrument": INSTRUMENTS, "indirect": INDIRECT}
    return VoiceChoice(**{name: keys[name].choice(choices[name]) for name in keys})


def _read_sentiment(entry: Entry) -> SentimentChoice:
    keys = entry.mapping(known=("instrument", "uncertain_below"))
    chosen = SentimentChoice()
    if "instrument" in keys:
        chosen = replace(chosen, instrument=keys["instrument"].choice(SENTIMENT_INSTRUMENTS))
    if "uncertain_below" in keys:
        chosen = replace(chosen, uncertain_below=keys["uncertain_below"].share())
    return chosen


def _read_actor(actor_id: str, entry: Entry, term_lines: dict[str, int]) -> tuple[Actor, list[Variant]]:
    keys = entry.mapping(known=("label", "kind", "terms", "variants", "descriptions"), need=("label", "kind"))
    terms: dict[str, str] = {}
    variants: list[Variant] = []
    for term_id, term in keys["terms"].mapping().items() if "terms" in keys else ():
        if term_id in term_lines:
            raise term.error(f"term {term_id!r} stands twice (also in line {term_lines[term_id]})", "Rename one.")
        term_lines[_checked_id(term_id, term)] = term.line
        spelled = term.mapping(known=("label", "variants"), need=("label", "variants"))
        terms[term_id] = spelled["label"].text()
        variants += _read_variants(spelled["variants"], actor_id, term_id)
    if "variants" in keys:
        variants += _read_variants(keys["variants"], actor_id, None)
    if not variants:
        raise entry.error(f"actor {actor_id!r} has neither terms nor variants", "Say how it is spelled in texts.")
    described = read_descriptions(keys["descriptions"]) if "descriptions" in keys else ()
    for kind in described:
        _checked_id(kind.description_id, keys["descriptions"])
    return Actor(actor_id, keys["label"].text(), keys["kind"].choice(KINDS), terms, described), variants


def _read_variants(entry: Entry, actor_id: str, term_id: str | None) -> list[Variant]:
    read: list[Variant] = []
    for item in entry.sequence():
        if isinstance(item.value, str):
            read.append(Variant(_spelling(item), actor_id, term_id, item.line))
            continue
        keys = item.mapping(known=("text", "case", "accept", "reject"), need=("text",))
        accept, reject = (
            tuple(_read_rule(rule) for rule in keys[key].sequence()) if key in keys else ()
            for key in ("accept", "reject")
        )
        case = keys["case"].choice(("exact", "any")) if "case" in keys else "exact"
        read += [
            Variant(text, actor_id, term_id, item.line, accept, reject)
            for text in _cased(_spelling(keys["text"]), case)
        ]
    return read


def _spelling(entry: Entry) -> str:
    text = entry.text()
    if text != " ".join(text.split()):
        raise entry.error(
            f"variant {text!r} has blanks that no cleaned text has", "Write single blanks, none around it."
        )
    return text


def _cased(text: str, case: str) -> list[str]:
    """Return the spellings in capitals, small letters and with capitals at word starts."""
    if case == "exact":
        return [text]
    return list(dict.fromkeys([text, text.upper(), text.lower(), text[0].upper() + text[1:], text.title()]))


def _read_rule(entry: Entry) -> Rule:
    keys = entry.mapping(known=_CONDITIONS)
    if not keys:
        raise entry.error("the rule has no condition", f"Use one of: {', '.join(_CONDITIONS)}.")
    compiled: dict[str, re.Pattern[str]] = {}
    for key in _PATTERNS:
        if key in keys:
            pattern = keys[key].text()
            framed = {"before": f"(?:{pattern})\\Z", "after": f"\\A(?:{pattern})"}.get(key, pattern)
            try:
                compiled[key] = re.compile(framed)
            except re.error as error:
                remedy = "Mend the regular expression; flags such as (?i:…) go around a part."
                raise keys[key].error(f"pattern {pattern!r} is not valid ({error})", remedy) from error
    flags = {key: keys[key].flag() for key in ("capitals", "article_names") if key in keys}
    return Rule(**compiled, **flags)  # type: ignore[arg-type]


def _checked_id(text: str, entry: Entry) -> str:
    if not _ID.fullmatch(text):
        remedy = "Use small letters, digits and hyphens, such as islamic-state."
        raise entry.error(f"{text!r} cannot be an id", remedy)
    return text


def _refuse_twins(variants: list[Variant], file: Path) -> None:
    seen: dict[str, Variant] = {}
    for variant in variants:
        first = seen.setdefault(variant.text, variant)
        if first is not variant:
            owner = first.term_id or first.actor_id
            fault = f"variant {variant.text!r} already stands under {owner!r} (line {first.line})"
            raise InputError(f"{file}, line {variant.line}", fault, "A spelling has one owner: remove one of the two.")
