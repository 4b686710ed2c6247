"""Take the picture for the README: `python docs/take_pictures.py` writes docs/pictures/dashboard.png.

Needs a Chromium and the packages of requirements-dev.txt.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.browser.driver import find_chromium, open_page, running_browser, running_dashboard

PICTURE = Path(__file__).parent / "pictures" / "dashboard.png"


def main() -> int:
    """Return 0, or 2 where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        print("no Chromium found; expected chromium, chromium-browser or google-chrome", file=sys.stderr)
        return 2
    with running_dashboard() as address, running_browser(chromium) as browser:
        page = open_page(browser, f"{address}/?actors=Russia&actors=United+States&actors=Ukraine", height=1400)
        page.wait_for_selector("article.evidence mark")
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
