"""A running dashboard and a Chromium for it: what the browser tests and `docs/take_pictures.py` share."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-default-apps",
]
CHART = ".js-plotly-plot .main-svg"
STILL = """selector => new Promise(done => {
    let last = '', n_same = 0;
    const look = () => {
        const box = JSON.stringify(document.querySelector(selector)?.getBoundingClientRect());
        n_same = box === last ? n_same + 1 : 0;
        last = box;
        n_same < 30 ? requestAnimationFrame(look) : done();
    };
    look();
})"""
START_SECONDS = 120
EVENT_MILLISECONDS = 120_000  # a busy machine may take its time: tests wait for what happens, never for a while


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def running_dashboard() -> Iterator[str]:
    """Serve this project's dashboard; yield its address; stop it."""
    with running_server(ROOT) as (_, address):
        yield address


@contextmanager
def running_server(folder: Path) -> Iterator[tuple[int, str]]:
    """Start `streamlit run dashboard.py` in a folder, on a free port of this machine; yield the process's id and its
    address; stop it."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}")
        yield server.pid, f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(f"{address}: no dashboard after {START_SECONDS} s")


@contextmanager
def running_browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


def open_page(browser: Browser, address: str, *, width: int = 1400, height: int = 1000) -> Page:
    """Open the dashboard and wait until its chart is drawn."""
    page = new_page(browser, width=width, height=height)
    page.goto(address)
    page.wait_for_selector(CHART)
    return page


def new_page(browser: Browser, *, width: int = 1400, height: int = 1000) -> Page:
    """Open an empty page that waits long for what it is asked to wait for."""
    page = browser.new_page(viewport={"width": width, "height": height}, accept_downloads=True)
    page.set_default_timeout(EVENT_MILLISECONDS)
    return page


def wait_until_still(page: Page, selector: str) -> None:
    """Wait until an element keeps its size and place over thirty frames: a grid settles the widths of its columns."""
    page.wait_for_selector(selector)
    page.evaluate(STILL, selector)


def wait_for_frames(page: Page) -> None:
    """Wait until what has changed is drawn."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
