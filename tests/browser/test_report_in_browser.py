"""The report in Chromium: figures are drawn, nothing is fetched, nothing is cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from analysis.reports.run import write_report

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
FIGURES = {"corpus": 1, "framing": 8, "words": 1, "sentiment": 2}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *root])
        yield started
        started.close()


@pytest.fixture(scope="module")
def report() -> Path:
    return write_report(ROOT / "data" / "raw" / "sample").parent


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_drawn_and_nothing_is_fetched(browser: Browser, report: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    requests, faults = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto((report / f"{name}.html").as_uri())
    page.wait_for_function("document.querySelectorAll('.figure .main-svg').length > 0")
    page.wait_for_timeout(500)
    assert page.locator(".figure").count() == page.locator(".figure .plot-container").count() == FIGURES[name]
    drawn = page.locator(".figure .points path").count() + 10 * page.locator(".figure .heatmaplayer image").count()
    assert drawn > 5
    assert faults == []
    assert {url.split(":")[0] for url in requests} <= {"file", "data", "blob"}
    for figure in page.locator(".figure").all():
        assert len(str(figure.get_attribute("aria-label"))) > 40
    assert page.evaluate("document.documentElement.scrollWidth") <= 1000
    for cell in page.locator(".cell").all():  # no table is cut off
        assert cell.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    page.close()


def test_the_index_leads_to_every_page(browser: Browser, report: Path) -> None:
    page = browser.new_page()
    page.goto((report / "index.html").as_uri())
    assert page.locator("h2 a").count() == 4
    assert page.locator(".findings").count() == 4
    page.click("text=Which name, in whose voice")
    page.wait_for_selector("h1:has-text('Which name, in whose voice')")
    page.close()


def test_a_hostile_name_is_shown_and_does_nothing(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("notebooks", "data/codebooks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.setenv("ANALYSIS_PROJECT", str(tmp_path))
    attack = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    rows = [f'{n},"{attack}",2015-0{n}-01,"{attack} Daesh","Daesh {attack} lost."' for n in range(1, 7)]
    (tmp_path / "hostile.csv").write_text("id,outlet,date,title,text\n" + "\n".join(rows), encoding="utf-8")
    folder = write_report(tmp_path / "hostile.csv").parent
    for file in folder.glob("*.html"):
        page = browser.new_page()
        dialogs = []
        page.on("dialog", lambda dialog: dialogs.append(dialog.message))  # noqa: B023
        page.goto(file.as_uri())
        page.wait_for_timeout(800)
        assert dialogs == []
        if file.stem == "framing":
            assert attack in page.inner_text("main")
        page.close()
