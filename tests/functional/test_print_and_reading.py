"""Print, right-to-left pages, and pages that stand still while they load."""

from __future__ import annotations

import re

import pytest

from tests.factories import pages
from tests.functional.pdf_pages import words_of_pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "/plans/plan-2025/"
EVERY = ["/", "/plans/", "/help/", PLAN, f"{PLAN}priorities/1-help-early/", f"{PLAN}actions/", f"{PLAN}actions/1-1/"]
HEADER = "Action▲StatusPriorityLeadDueLastupdate"


def printed(open_at, url: str) -> list[str]:
    """The words of each page of paper, A4, without white space."""
    return words_of_pages(open_at()(url).pdf(prefer_css_page_size=True))


def together(words: str) -> str:
    return re.sub(r"\s", "", words)


class TestPrint:
    def test_every_page_of_a_long_table_begins_with_its_header(self, real, open_at):
        for number in range(40):
            pages.public_action(real.plan, f"7.{number}", f"Do thing {number}.", order=100 + number)
        paper = printed(open_at, f"{PLAN}actions/")
        assert len(paper) == 2
        assert [page.count(HEADER) for page in paper] == [1, 1]
        assert paper[1].startswith(HEADER)
        assert "".join(paper).count("Dothing") == 13

    def test_an_action_has_all_that_is_folded(self, real, open_at):
        paper = "".join(printed(open_at, f"{PLAN}actions/1-1/"))
        for words in ("We will answer families.", "What was reported on 2 June 2025", "We began."):
            assert together(words) in paper, words

    def test_an_action_says_its_day_and_its_address_and_no_link_into_the_page(self, real, open_at, live_server):
        page = open_at()(f"{PLAN}actions/1-1/")
        page.emulate_media(media="print")
        paper = "".join(words_of_pages(page.pdf(prefer_css_page_size=True)))
        said = f"As it stood on 20 March 2026. The newest state is at {live_server.url}{PLAN}actions/1-1/"
        assert together(said) in paper
        assert together("Ask about this action Say that") in paper
        assert paper.count("Askaboutthisaction") == 1
        assert "Movedonce" in paper
        looks = (
            "all => all.map(e => [getComputedStyle(e).textDecorationLine, getComputedStyle(e).listStyleType].join())"
        )
        assert set(page.eval_on_selector_all("summary", looks)) == {"none,none"}
        assert page.eval_on_selector_all("dd a[href^='#']", looks) == ["none,disc"]

    def test_menus_forms_and_lonely_headings_stay_on_the_screen(self, real, open_at):
        """Building the content costs more than printing it, so every page is asked in one test."""
        load = open_at()
        for url in EVERY:
            page = load(url)
            headings = {together(words) for words in page.locator("h2, h3").all_inner_texts()}
            paper = words_of_pages(page.pdf(prefer_css_page_size=True))
            for words in (
                "Skip to main content",
                "All plansHelp",
                "Tell us what is missing",
                "Filter or sort",
                "Apply",
            ):
                assert together(words) not in "".join(paper), (url, words)
            assert "Privacyandcookies" not in "".join(paper), url
            assert "SENDmeansspecialeducationalneeds" in paper[-1], url
            for sheet in paper:
                assert not any(sheet.endswith(heading) for heading in headings), (url, sheet[-80:])

    def test_chips_are_black_on_white(self, real, open_at):
        page = open_at(scheme="dark")(f"{PLAN}actions/")
        page.emulate_media(media="print", color_scheme="dark")
        colours = page.eval_on_selector_all(
            ".chip", "all => all.map(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor].join())"
        )
        assert len(colours) > 5
        assert set(colours) == {"rgb(0, 0, 0),rgb(255, 255, 255)"}


RIGHT_TO_LEFT = """() => {
  document.documentElement.lang = 'ar';
  document.documentElement.dir = 'rtl';
  const width = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > width + 1) && getComputedStyle(e).position !== 'absolute'
      && !e.closest('.unseen, .sprite, .stack thead, .bars thead');
  });
  const chip = document.querySelector('.chip');
  return {
    over: document.documentElement.scrollWidth - width,
    out: out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)),
    bar: chip && parseFloat(getComputedStyle(chip).borderRightWidth),
  };
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_right_to_left_pages_fit(long, open_at, width):
    """A translated page turns round whole: nothing runs off, and the bar of a chip moves to the right."""
    load = open_at(width)
    for url in (*EVERY, f"{PLAN}actions/long/"):
        seen = load(url).evaluate(RIGHT_TO_LEFT)
        assert (seen["over"], seen["out"]) == (0, []), url
        assert seen["bar"] in (None, 6), url


SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 50));
})"""


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_while_a_page_loads(real, open_at, width):
    load = open_at(width)
    for url in EVERY:
        assert load(url).evaluate(SHIFT) <= 0.02, url


BROKEN = """(short) => {
  document.querySelector('.actions').classList.toggle('short', short);
  const lead = document.querySelector('.actions tbody td:nth-child(4)');
  lead.textContent = short && innerWidth > 1200 ? 'Neurodevelopmental Lead' : 'Exampleshire Communications; Headteachers';
  document.querySelector('.actions thead th:nth-child(3)').textContent = 'Proposal';
  document.querySelector('.actions tbody td:nth-child(3)').textContent = short ? 'Priority 12' : 'Area for improvement 1';
  document.querySelector('.actions tbody td:nth-child(5)').textContent = 'End of September 2026';
  const broken = [];
  for (const cell of document.querySelectorAll('.actions tbody td, .actions tbody a, .actions td span' + (innerWidth < 960 ? '' : ', .actions thead th')))
    for (const text of cell.childNodes) if (text.nodeType === 3)
      for (const word of text.data.matchAll(/[^\\s-]+/g)) {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(word[0]);
      }
  return broken;
}"""


def test_words_of_a_table_stay_whole(real, open_at):
    """Where a word of up to 14 letters would break, the table is a list of cards instead."""
    page = open_at()(f"{PLAN}actions/")
    for width in (320, 768, 960, 1279, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(BROKEN, False) == [], width
        assert page.evaluate(BROKEN, True) == [], width
