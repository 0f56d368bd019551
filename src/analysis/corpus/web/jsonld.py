"""What a web page says about its article in JSON-LD, the notation of schema.org that search engines ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.etree import _Element

# Types that schema.org has for what a newsroom publishes.
_ARTICLES = frozenset(
    (
        *("article", "newsarticle", "analysisnewsarticle", "askpublicnewsarticle", "backgroundnewsarticle"),
        *("opinionnewsarticle", "reportagenewsarticle", "reviewnewsarticle", "advertisercontentarticle"),
        *("satiricalarticle", "techarticle", "scholarlyarticle", "blogposting", "liveblogposting"),
        *("socialmediaposting", "report"),
    )
)
_PAGES = frozenset(("webpage", "itempage"))  # some sites put the dates there
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")  # not "itemListElement": those are other articles
_MOST_NODES = 5_000
_AROUND = " \t\r\n;\ufeff"


class Credits(NamedTuple):
    """Whom a page credits: names of people, and those of organisations."""

    people: list[str]
    organisations: list[str]


class Article:
    """The description of one article, whose parts may stand elsewhere in the page's JSON-LD."""

    def __init__(self, node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> None:
        self._node = node
        self._by_id = by_id

    def text(self, *names: str) -> str | None:
        """Return the first of some properties that has a text."""
        return next((text for name in names for text in self.texts(name)), None)

    def texts(self, name: str) -> list[str]:
        """Return all texts of a property; those of an object are its names."""
        found = [self._name(value) for value in _listed(self._node.get(name))]
        return [text for text in found if text]

    def flag(self, name: str) -> bool | None:
        """Return a property that is true or false."""
        return {"true": True, "false": False}.get(str(self._node.get(name)).lower())

    def kind(self) -> str | None:
        """Return the article's type, such as NewsArticle."""
        return next((kind for kind in _types(self._node) if kind.lower() in _ARTICLES | _PAGES), None)

    def credits(self) -> Credits:
        """Return the authors, people apart from organisations."""
        people: list[str] = []
        organisations: list[str] = []
        for value in _listed(self._node.get("author") or self._node.get("creator")):
            whole = self._whole(value)
            is_group = isinstance(whole, dict) and any(kind.endswith("Organization") for kind in _types(whole))
            names = _listed(whole.get("name")) if isinstance(whole, dict) else [whole]
            found = [name for name in map(self._name, names or [whole]) if name]
            (organisations if is_group else people).extend(found)
        return Credits(people, organisations)

    def addresses(self) -> set[str]:
        """Return the addresses that the article may have."""
        values = [self._node.get(name) for name in ("@id", "url", "mainEntityOfPage")]
        found = [value.get("@id") or value.get("url") if isinstance(value, dict) else value for value in values]
        return {comparable(address) for address in found if isinstance(address, str)}

    def _whole(self, value: Any) -> Any:
        """Return an object for what only refers to it ({"@id": …})."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            return self._by_id.get(value["@id"], value)
        return value

    def _name(self, value: Any) -> str | None:
        value = self._whole(value)
        if isinstance(value, dict):
            parts = [value.get(part) for part in ("givenName", "additionalName", "familyName")]
            joined = " ".join(part for part in parts if isinstance(part, str))
            value = next((one for one in _listed(value.get("name")) if isinstance(one, str)), None) or joined
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        return value.strip() or None if isinstance(value, str) else None


def article(tree: _Element, address: str | None, headlines: set[str]) -> Article:
    """Return how a page describes its article; without any property where it does not. Its JSON-LD is taken out.

    Pages describe other articles too, which they link to. The page's own has its address or its
    headline, or is the only one.

    Args:
        tree: The page.
        address: The page's address.
        headlines: The headlines that the page shows, in small letters.
    """
    nodes = [node for text in _taken_scripts(tree) for node in _nodes(_loaded(text))]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    for wanted in (_ARTICLES, _PAGES):
        found = [Article(node, by_id) for node in nodes if any(kind.lower() in wanted for kind in _types(node))]
        own = [one for one in found if address and comparable(address) in one.addresses()]
        own += [one for one in found if (one.text("headline", "name") or "").lower() in headlines]
        if own or len(found) == 1:
            return (own or found)[0]
    return Article({}, {})


def comparable(address: str) -> str:
    """Return an address without what may differ between two writings of it."""
    return address.strip().partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/").lower()


def _taken_scripts(tree: _Element) -> list[str]:
    """Return the JSON-LD blocks of a page, and take them out: other programs stumble over what is odd in them."""
    scripts = [script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    for script in scripts:
        script.drop_tree()
    return [script.text or "" for script in scripts]


def _loaded(text: str) -> Any:
    """Return what stands in a JSON-LD block; None if it is broken."""
    text = text.strip(_AROUND)
    for opened, closed in (("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")):
        text = text.removeprefix(opened).removesuffix(closed).strip(_AROUND)
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return None


def _nodes(block: Any) -> Iterator[dict[str, Any]]:
    waiting, n = [block], 0
    while waiting and n < _MOST_NODES:
        n += 1
        value = waiting.pop()
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            yield value
            waiting += [value[name] for name in reversed(_INSIDE) if isinstance(value.get(name), (dict, list))]


def _types(node: dict[str, Any]) -> list[str]:
    return [kind.rpartition("/")[2] for kind in _listed(node.get("@type")) if isinstance(kind, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
