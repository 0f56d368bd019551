"""Marked text: escaped, whole under any marks, and readable without colour."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import Build, InputError, load_codebook
from analysis.measures import concordance
from analysis.reports import markup
from analysis.reports.markup import Span
from analysis.tables import ALL, ARTICLES, ATTRIBUTIONS, MENTIONS

ATTACK = "<script>alert(1)</script>"
BODY = "“ISIS has fled,” Anna Weber said.\nBruno Falk said Daesh was “all but gone” & lost."
MARKS = ["direct", "indirect", "attitude", "doubtful", "cue", "source", "mention"]


def attributed(*rows: tuple[str, str, str, str], body: str = BODY, **columns: object) -> pd.DataFrame:
    """Return attributions of article "a1": words, kind, cue and source, as they first stand in the text."""
    table = pd.DataFrame({"article_id": "a1", "part": "body", "kind": [kind for _, kind, _, _ in rows]})
    for prefix, at in (("", 0), ("cue_", 2), ("source_", 3)):
        table[f"{prefix}start"] = [body.index(row[at]) for row in rows]
        table[f"{prefix}end"] = [body.index(row[at]) + len(row[at]) for row in rows]
    words = {"cue": [row[2] for row in rows], "source": [row[3] for row in rows], "speaker": [row[3] for row in rows]}
    given = {"cue_class": "speech", "speaker_id": None, "confidence": 0.9} | words | columns
    return ATTRIBUTIONS.check(table.assign(**given))  # type: ignore[arg-type]


def mentioned(*names: str, body: str = BODY, **columns: object) -> pd.DataFrame:
    """Return mentions in article "a1", as they first stand in its text."""
    table = pd.DataFrame({"surface": names}).assign(article_id="a1", part="body", actor_id="group", term_id="t")
    table["start"] = [body.index(name) for name in names]
    table["end"] = table["start"] + table["surface"].str.len()
    voice = {"voice": "narration", "voice_confidence": 0.9, "speaker": None, "speaker_id": None}
    flags = {"is_inserted": False, "is_gloss": False, "is_distanced": False}
    given = voice | flags | {"sentence_start": 0, "sentence_end": len(body)} | columns
    return MENTIONS.check(table.assign(**given))  # type: ignore[arg-type]


def articles(*ids: str, title: str | None = None, body: str = BODY) -> pd.DataFrame:
    row = {"outlet": "Gazette", "title": title, "url": None, "body": body, "language": "en", "agency": None}
    counted = {"dateline": None, "family_id": "f", "is_original": True, "n_words": 5}
    table = pd.DataFrame({"article_id": ids}).assign(**row, **counted, published=pd.Timestamp("2015-03-01"))
    return ARTICLES.check(table.assign(authors=[[] for _ in ids]))


QUOTED = ("ISIS has fled,", "direct", "said", "Anna Weber")
PARAPHRASED = ("Daesh was “all but gone” & lost", "indirect", "said", "Bruno Falk")


@pytest.fixture
def made(tmp_path: Path) -> Build:
    """A build of three articles, of which the first is marked."""
    file = tmp_path / "group.yml"
    terms = "{isis: {label: ISIS, variants: [ISIS]}, daesh: {label: Daesh, variants: [Daesh]}}"
    file.write_text(f"{{name: g, title: G, actors: {{group: {{label: G, kind: group, terms: {terms}}}}}}}")
    tables = {table.name: table.empty() for table in ALL} | {
        "articles": articles("a1", "a2", "b1"),
        "attributions": attributed(QUOTED, PARAPHRASED),
        "mentions": mentioned("ISIS", "Daesh"),
    }
    return Build("small", load_codebook(file), {}, **tables)


def test_an_article_is_shown_with_brackets_where_there_is_no_html(made: Build) -> None:
    assert repr(markup.article_of(made, "a1")).split("\n\n") == [
        "a1 · Gazette · 2015-03-01",
        "«quoted words»   ‹paraphrase›   ~wish or deed, no report~   ¿in doubt?   _cue_   <source>   *mention*",
        "“«*ISIS* has fled,»” <Anna Weber> _said_.\n    quoted words · said · Anna Weber · speech · confidence 90 %",
        "<Bruno Falk> said ‹*Daesh* was “all but gone” & lost›.\n"
        "    paraphrase · said · Bruno Falk · speech · confidence 90 %",
    ]


def test_the_title_is_marked_as_well() -> None:
    of_title = attributed(("ISIS has fled", "direct", "ISIS", "ISIS"), body="ISIS has fled").assign(part="title")
    [row] = articles("a1", title="ISIS has fled", body="It rained.").to_dict("records")
    shown = markup.article(pd.Series(row), of_title, MENTIONS.empty())
    assert re.search("<h3>.*ISIS.*</h3>", shown._repr_html_())
    assert "«" in repr(shown)
    assert repr(shown).endswith("It rained.")


def test_rows_of_other_articles_are_left_aside(made: Build) -> None:
    shown = repr(markup.article_of(made, "a2"))
    assert shown.endswith(BODY.replace("\n", "\n\n"))


def test_doubt_and_missing_words_are_shown_as_such() -> None:
    rows = attributed(PARAPHRASED, kind="doubtful", cue=None, speaker=None, confidence=float("nan"))
    shown = repr(markup.article(articles("a1").iloc[0], rows, MENTIONS.empty()))
    assert "¿Daesh was “all but gone” & lost?" in shown
    assert "\n    " not in shown  # what was not taken as attributed has no speaker to tell
    rows = attributed(PARAPHRASED, cue=None, speaker=None, confidence=float("nan"))
    shown = repr(markup.article(articles("a1").iloc[0], rows, MENTIONS.empty()))
    assert "\n    paraphrase · speech · confidence –" in shown
    rows = attributed(PARAPHRASED, cue_class="attitude")
    assert "\n    wish or deed, no report · " in repr(markup.article(articles("a1").iloc[0], rows, MENTIONS.empty()))


def test_html_is_escaped_everywhere(made: Build) -> None:
    body = f"{ATTACK} ISIS has fled, {ATTACK} said."
    row = articles(f"a1{ATTACK}", title=ATTACK, body=body).assign(outlet=ATTACK, url="javascript:alert(1)")
    rows = attributed((ATTACK, "direct", ATTACK, ATTACK), body=body).assign(article_id=f"a1{ATTACK}")
    names = mentioned("ISIS", body=body, speaker=ATTACK).assign(article_id=f"a1{ATTACK}")
    page = markup.article(row.iloc[0], rows, names)._repr_html_()
    lines = concordance(names, row)
    build = Build(**(vars(made) | {"articles": row, "attributions": rows, "mentions": names}))
    for html in (page, markup.concordance_list(lines, build)._repr_html_()):
        assert ATTACK not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert "javascript:" not in html


def styles(html: str) -> list[dict[str, str]]:
    """Return the styles of a page's spans as a browser takes them: of one property, the last counts."""
    return [
        dict(declaration.split(":", 1) for declaration in style.split(";"))
        for style in re.findall(r'<span style="([^"]*)"', html)
    ]


def without_colour(style: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in style.items() if name not in ("background", "color")}
    return {name: re.sub(r"#\w+|rgba?\([^)]*\)|currentColor", "", value) for name, value in kept.items()}


def test_every_mark_is_told_from_the_others_without_colour() -> None:
    [*found] = [without_colour(styles(markup.html("ISIS", [Span(0, 4, kind)]))[0]) for kind in MARKS]
    assert all(found)
    assert all(one not in found[:number] for number, one in enumerate(found))
    assert [without_colour(one) for one in styles(markup.legend())] == found


def test_every_mark_says_what_it_is() -> None:
    for kind in MARKS:
        [title] = re.findall('title="([^"]+)"', markup.html("ISIS", [Span(0, 4, kind)]))
        assert f">{title}<" in markup.legend()
        assert title in markup.plain_legend()


def test_every_mark_has_brackets_of_its_own() -> None:
    shown = [markup.plain("ISIS", [Span(0, 4, kind)]) for kind in MARKS]
    assert shown == ["«ISIS»", "‹ISIS›", "~ISIS~", "¿ISIS?", "_ISIS_", "<ISIS>", "*ISIS*"]


def test_overlapping_marks_are_all_shown() -> None:
    marks = [Span(0, 13, "indirect"), Span(9, 20, "direct"), Span(0, 4, "mention")]
    text = "ISIS has fled it rained"
    assert markup.plain(text, marks) == "‹*ISIS* has «fled› it rai»ned"
    titles = re.findall('title="([^"]+)">([^<]*)<', markup.html(text, marks))
    assert titles == [
        ("paraphrase, mention", "ISIS"),
        ("paraphrase", " has "),
        ("paraphrase, quoted words", "fled"),
        ("quoted words", " it rai"),
    ]


def test_marks_are_cut_at_the_edges_of_what_is_shown() -> None:
    marks = [Span(0, 13, "indirect"), Span(0, 4, "mention")]
    assert markup.plain("ISIS has fled it rained", marks, 5, 16) == "‹has fled› it"
    assert markup.plain("ISIS has fled it rained", marks, 14, 16) == "it"


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Span(0, 13, "indirect"), Span(9, 13, "direct")], "‹ISIS has «fled»›"),
        ([Span(0, 13, "indirect"), Span(0, 8, "direct")], "‹«ISIS has» fled›"),
    ],
)
def test_the_brackets_of_a_quotation_inside_of_a_paraphrase_do_not_cross(marks: list[Span], expected: str) -> None:
    assert markup.plain("ISIS has fled", marks) == expected


def test_a_quotation_inside_of_a_paraphrase_looks_like_a_quotation() -> None:
    [quotation] = styles(markup.html("fled", [Span(0, 4, "direct")]))
    assert styles(markup.html("ISIS has fled", [Span(0, 13, "indirect"), Span(9, 13, "direct")]))[-1] == quotation


def test_colours_are_for_a_terminal_only() -> None:
    marks = [Span(0, 4, "mention"), Span(5, 8, "doubtful")]
    assert "\x1b" not in markup.plain("ISIS has fled", marks)
    coloured = markup.plain("ISIS has fled", marks, colour=True)
    assert coloured == "*\x1b[1;7mISIS\x1b[0m* ¿has? fled"


TEXTS = st.text(alphabet=st.sampled_from("aé <>&\"'\n“”"), min_size=1, max_size=30)


@settings(deadline=None)
@given(text=TEXTS, data=st.data())
def test_no_character_is_lost_or_added_under_any_marks(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text) - 1)
    spans = st.builds(
        lambda one, other, kind: Span(min(one, other), max(one, other) + 1, kind), place, place, st.sampled_from(MARKS)
    )
    marks = data.draw(st.lists(spans, max_size=6))
    start = data.draw(place)
    end = data.draw(st.integers(start + 1, len(text)))
    html = markup.html(text, marks, start, end)
    assert unescape(re.sub(r"</?span[^>]*>", "", html)) == text[start:end]
    assert html.count("<span") == html.count("</span>")
    plain = markup.plain(text, marks, start, end)
    brackets = "«»‹›~¿?_*<>"
    assert re.sub(f"[{brackets}]", "", plain) == re.sub(f"[{brackets}]", "", text[start:end])
    near = sum(mark.start < end and start < mark.end for mark in marks)
    assert sum(map(plain.count, brackets)) == 2 * near + sum(map(text[start:end].count, brackets))
    assert re.sub(r"\x1b\[[\d;]*m", "", markup.plain(text, marks, start, end, colour=True)) == plain


def test_an_article_is_found_by_the_beginning_of_its_id(made: Build) -> None:
    assert repr(markup.article_of(made, "b")) == repr(markup.article_of(made, "b1"))


def test_a_whole_id_counts_before_longer_ones_that_begin_so(made: Build) -> None:
    twins = Build(**(vars(made) | {"articles": articles("a1", "a11")}))
    assert repr(markup.article_of(twins, "a1")).startswith("a1 · Gazette")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("c", "article 'c': 0 articles of small have an id that begins so. Give one such as a1, a2, b1."),
        ("a", "article 'a': 2 articles of small have an id that begins so. Give one such as a1, a2."),
        ("", "article '': 3 articles of small have an id that begins so. Give one such as a1, a2, b1."),
    ],
)
def test_an_unknown_id_names_ids_that_exist(made: Build, given: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        markup.article_of(made, given)
    assert str(caught.value) == told


def test_concordance_lines_have_their_marks_voice_and_place(made: Build) -> None:
    names = mentioned("ISIS", voice="direct", speaker="Anna Weber")
    shown = markup.concordance_list(concordance(names, made.articles), made)
    assert repr(shown).splitlines()[1:] == [
        "“«*ISIS* has fled,»” <Anna Weber> _said_. <Bruno Falk> said ‹Daesh was “all but gone”› [direct, Anna Weber]"
    ]
    assert "quoted words, Anna Weber · Gazette, 2015-03-01" in shown._repr_html_()
    assert re.search('<td class="name"><b><span [^>]*title="quoted words">ISIS</span></b>', shown._repr_html_())


def test_no_lines_are_words(made: Build) -> None:
    lines = concordance(MENTIONS.empty(), made.articles)
    assert repr(markup.concordance_list(lines, made)) == "No mention."
