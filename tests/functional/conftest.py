"""One Chromium for the session, one context for each test, and public worlds of three kinds of content."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest

# Playwright's loop runs in this thread, and Django would refuse to read the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("SENDPLAN_TESTS_MUST_NOT_SKIP"):
            pytest.fail("Chromium is not on the PATH, and this run may not skip the browser tests.")
        pytest.skip("Chromium is not on the PATH.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_at(chromium, live_server) -> Iterator[Callable]:
    """Makes pages on the live site: `open_at(width, scheme)` gives a function from an address to the loaded page."""
    contexts = []

    def opener(width: int = 1280, scheme: str = "light", **settings):
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=live_server.url, **settings
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()

        def load(url: str):
            page.goto(url, wait_until="load")
            return page

        return load

    yield opener
    for context in contexts:
        context.close()


@pytest.fixture
def standing_on_the_day(time_machine):
    """20 March 2026, with the clock running: a browser waits for nothing on a clock that stands."""
    from tests.factories import pages

    time_machine.move_to(pages.NOON, tick=True)


@pytest.fixture
def real(live_server, standing_on_the_day):
    from tests.factories import pages

    world = pages.world()
    pages.add_story(world.plan.partnership)
    return world


@pytest.fixture
def long(real):
    """Real content, and beside it words without an end, cells of 300 words, 40 leads and 60 actions."""
    from tests.factories import pages

    pages.add_long_content(real)
    return real
