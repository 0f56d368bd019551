"""Reports: rendered through Papermill, escaped, offline, and never half written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from analysis import InputError, load_build, paths
from analysis.reports.run import write_report

ATTACK = "<script>alert(1)</script>"
ARTICLES = [
    {
        "id": f"a{number}",
        "outlet": f"Gazette {ATTACK}",
        "date": f"2015-0{number % 9 + 1}-01",
        "title": f"{ATTACK} Daesh",
        "url": "javascript:alert(1)",
        "text": f"Daesh {ATTACK} lost a bridge. “ISIS {ATTACK} must go,” said Ann Roe. Roe said Daesh was weak.",
    }
    for number in range(8)
]


@pytest.fixture
def corpus(project: Path) -> Path:
    file = project / "small.jsonl"
    file.write_text("\n".join(map(json.dumps, ARTICLES)) + "\n{broken <b>", encoding="utf-8")
    return file


def test_a_report_is_complete_offline_and_escaped(corpus: Path, project: Path) -> None:
    index = write_report(corpus)
    assert index == project / "reports" / "small" / "index.html"
    names = {"index.html", "corpus.html", "framing.html", "words.html", "sentiment.html", "assets", "notebooks"}
    assert {path.name for path in index.parent.iterdir()} == names
    assert [path.name for path in (project / "reports").iterdir()] == ["small"]  # nothing left aside
    for page in index.parent.glob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert ATTACK not in html
        assert "javascript:" not in html
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", html)  # only articles' own links may leave
        for asset in re.findall(r'(?:src|href)="(assets/[^"]+)"', html):
            assert (index.parent / asset).is_file()
    framing = (index.parent / "framing.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in framing
    assert framing.index('class="findings"') < framing.index('class="figure"') < framing.index("sha256")
    assert "guessing gives .33" in (index.parent / "sentiment.html").read_text(encoding="utf-8")
    assert 'class="findings"' in index.read_text(encoding="utf-8")


def test_parameters_reach_the_notebooks(corpus: Path) -> None:
    index = write_report(corpus, notebooks=["framing"], parameters={"until": "2015-03-31", "group": "article_id"})
    html = (index.parent / "framing.html").read_text(encoding="utf-8")
    assert "until=&#x27;2015-03-31&#x27;" in html or "until='2015-03-31'" in html
    assert not (index.parent / "corpus.html").exists()


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"parameters": {"outlet": ["Gazette"]}}, "parameter outlet: no notebook.* has it. Did you mean 'outlets'?"),
        ({"parameters": {"corpus": "nowhere"}}, "parameter corpus: it is given as an argument of its own"),
        ({"parameters": {"seed": "abc"}}, "parameter seed: 'abc' is not a whole number. Its default is 1"),
        ({"notebooks": ["framming"]}, "framming: no such notebook. Notebooks: corpus, framing, sentiment, words"),
        ({"parameters": {"outlets": ["Times"]}}, "notebook corpus.ipynb, cell .*no article is from 'Times'"),
        ({"parameters": {"since": "2031-01-01"}}, "no article fits them"),
        ({"parameters": {"period": "decade"}}, "'decade' is not known"),
    ],
)
def test_a_report_that_cannot_be_leaves_the_one_before_it(
    corpus: Path, project: Path, choice: dict[str, object], message: str
) -> None:
    before = project / "reports" / "small" / "index.html"
    before.parent.mkdir(parents=True)
    before.write_text("the report of yesterday", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        write_report(corpus, **choice)  # type: ignore[arg-type]
    assert before.read_text(encoding="utf-8") == "the report of yesterday"
    assert [path.name for path in paths.reports().iterdir()] == ["small"]


def test_a_corpus_without_outlets_and_dates_has_a_report(project: Path) -> None:
    (project / "texts").mkdir()
    (project / "texts" / "one.txt").write_text("A title\n\nDaesh lost a bridge, Ann Roe said.", encoding="utf-8")
    html = (write_report(project / "texts").parent / "framing.html").read_text(encoding="utf-8")
    assert "Nothing to draw" in html


def test_another_topic_needs_no_line_of_code(project: Path) -> None:
    article = {
        "id": "1",
        "source": "Post",
        "date": "2019-05-01",
        "text": "Migrants left. “Refugees, all,” said Ann Roe.",
    }
    (project / "border.jsonl").write_text(json.dumps(article), encoding="utf-8")
    index = write_report(project / "border.jsonl", "data/codebooks/migration.yml", notebooks=["framing"])
    assert index.parent.name == "border-migration"
    assert "people who cross a border" in (index.parent / "framing.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("corpus", "n"),
    [
        pytest.param("corpora/allsides-islamic-state.jsonl.gz", 986, marks=pytest.mark.slow),
        ("corpora/allsides-jsons", 200),
        ("seed/aleppo-2015.txt", 1),
    ],
)
def test_real_corpora_are_built_and_have_reports(shared: Path, project: Path, corpus: str, n: int) -> None:
    index = write_report(shared / corpus, notebooks=["framing"])
    assert "mentions of the Islamic State group" in index.read_text(encoding="utf-8")
    made = load_build(shared / corpus)
    assert made.provenance["funnel"]["read"] == len(made.articles) == n
    if n > 1:
        assert set(made.articles.columns) >= {"bias", "bias_text", "topic"}
