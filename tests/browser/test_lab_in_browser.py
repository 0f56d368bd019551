"""A notebook in JupyterLab: it opens without questions, runs with its defaults, and draws its figures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """Yield the address of a JupyterLab on a copy of the notebooks, with settings as they are shipped."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    homes = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    environment = os.environ | {name: str(tmp_path / name) for name in homes}
    environment["JUPYTERLAB_SETTINGS_DIR"] = str(tmp_path / "settings")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    options = ["--IdentityProvider.token=t", f"--ServerApp.root_dir={tmp_path}", "--ServerApp.ip=127.0.0.1"]
    server = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api/status?token=t", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "JupyterLab did not start"
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.parametrize("name", ["framing"])
def test_a_notebook_runs_with_its_defaults(lab: str, name: str) -> None:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *root])
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.goto(f"{lab}/lab/tree/notebooks/{name}.ipynb?token=t&reset")
        page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=90_000)
        page.wait_for_selector(IDLE, timeout=90_000)
        page.wait_for_timeout(1500)
        assert page.locator(".jp-Dialog").count() == 0  # no question of which kernel
        assert page.locator(".Toastify__toast").count() == 0  # no prompt for news
        page.click('#jp-MainMenu .lm-MenuBar-itemLabel:text-is("Run")')
        page.click('.lm-Menu-itemLabel:text-is("Restart Kernel and Run All Cells…")')
        page.click(".jp-Dialog .jp-mod-accept")
        page.wait_for_timeout(3000)
        page.wait_for_selector(IDLE, timeout=300_000)  # a busy machine of two cores
        last = page.locator(".jp-InputPrompt").last
        assert last.is_visible() or page.locator(".jp-Cell").count() > 10
        assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
        page.locator(".jp-Notebook").first.evaluate("node => node.scrollIntoView()")
        page.wait_for_selector(".js-plotly-plot .main-svg", timeout=30_000)
        browser.close()
