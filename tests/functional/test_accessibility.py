"""What a browser shows of the public pages, held against the accessibility table of the quality bar."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.factories import office as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "/plans/plan-2025/"
REAL = [
    "/",
    "/plans/",
    "/help/",
    "/accessibility/",
    "/privacy/",
    PLAN,
    f"{PLAN}priorities/1-help-early/",
    f"{PLAN}actions/",
    f"{PLAN}actions/?late=1&status=at_risk",
    f"{PLAN}actions/?q=zzz&late=1&due=bad",
    f"{PLAN}actions/1-1/",
    f"{PLAN}actions/2-3/",
    f"{PLAN}commitments/",
    f"{PLAN}commitments/?without=action",
    f"{PLAN}reviews/",
    f"{PLAN}recommendations/",
    f"{PLAN}recommendations/?partner=bad",
    f"{PLAN}recommendations/1/",
    f"{PLAN}recommendations/2/",
    f"{PLAN}recommendations/1/updates/october-2025/?version=1",
    f"{PLAN}recommendations/1/compare/?from=year-one&to=october-2025",
    f"{PLAN}roadmap/",
    f"{PLAN}roadmap/?from=2026-q1&type=event&to=bad",
    "/progress/",
    "/progress/?on=2025-06-30",
    "/progress/?on=31+2+2026&plan=plan-2013",
    "/progress/outcomes/",
    "/progress/outcomes/?priority=1-help-early",
    "/progress/changes/",
    "/progress/changes/?since=2025-06-30",
    "/progress/boards/send-board/",
    "/progress/leads/",
    "/progress/overdue/",
    "/progress/silent/?on=2026-01-31",
    "/routemaps/",
    "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026&at=2",
    "/routemaps/ask-for-a-plan/?d=31&m=2&y=2026&view=all",
    "/routemaps/disagree/?event=letter&d=1&m=10&y=2026&d2=29&m2=11&y2=2026",
    "/routemaps/ask-for-a-plan/one-page/?start=2026-03-02&event=request",
    "/routemaps/ask-for-a-plan/letter/?rule=A1&start=2025-03-02&event=request",
    "/routemaps/history/",
    "/routemaps/ask-for-a-plan/history/",
    "/routemaps/ask-for-a-plan/versions/1/",
    "/routemaps/ask-for-a-plan/compare/?from=1&to=2",
    "/routemaps/draft/the-key-of-the-test/",
    "/words/",
    "/words/ehc-plan/",
    "/feedback/?page=/routemaps/",
    "/feedback/sent/?page=/routemaps/",
    "/you-said-we-did/",
    "/plans/plan-2013/",
    "/plans/plan-2013/actions/1-1/",
    "/nowhere/",
]
COMPONENTS = ["/", "/help/", PLAN, f"{PLAN}actions/", f"{PLAN}actions/1-1/"]
LONG = [
    PLAN,
    "/",
    "/plans/",
    f"{PLAN}priorities/long/",
    f"{PLAN}actions/",
    f"{PLAN}actions/?page=2&sort=-plan",
    f"{PLAN}actions/long/",
    f"{PLAN}commitments/",
    f"{PLAN}reviews/",
    f"{PLAN}recommendations/",
    f"{PLAN}recommendations/long/",
    f"{PLAN}recommendations/long/updates/long-round-1/?page=2",
    f"{PLAN}recommendations/long/compare/",
    f"{PLAN}roadmap/",
    "/progress/",
    "/progress/?on=2025-12-31",
    "/progress/outcomes/?priority=long",
    "/progress/changes/?since=2025-01-06",
    "/progress/leads/",
    "/progress/silent/",
    "/routemaps/",
    "/routemaps/long/?d=2&m=3&y=2026&at=2&view=all",
    "/routemaps/long/one-page/?start=2026-03-02&event=long-day",
    "/routemaps/long/letter/?rule=L2&start=2025-03-02&event=long-day",
    "/routemaps/history/",
    "/routemaps/long/history/",
    "/routemaps/long/versions/3/",
    "/routemaps/long/compare/?from=1&to=20",
    "/routemaps/draft/the-long-key/",
    "/words/",
    "/words/word-long/",
    "/you-said-we-did/",
]
EMPTY = [
    "/",
    "/plans/",
    "/plan/",
    "/help/",
    "/plans/bare/",
    "/plans/bare/actions/",
    "/plans/bare/roadmap/",
    "/plans/bare/commitments/",
    "/plans/bare/reviews/",
    "/plans/bare/recommendations/",
    "/progress/",
    "/routemaps/",
    "/routemaps/history/",
    "/words/",
    "/feedback/",
    "/you-said-we-did/",
]
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},
    # What passed is not listed node by node: that took more than half of the time.
    "resultTypes": ["violations", "incomplete"],
    # No rule of ours asks for style sheets; axe would fetch each one again.
    "preload": {"assets": ["media"]},
}
RUN_AXE = """async options => {
  const {violations, incomplete} = await axe.run(document, options);
  return JSON.stringify({violations, incomplete});
}"""
EXPLAINED: dict[str, str] = {}
"""Checks that axe could not finish on our pages, each with the reason why that is well."""

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width && box.right > width + 1 && style.position !== 'absolute' && !e.closest('.unseen, .sprite, .stack thead, .bars thead');
  });
  return [document.documentElement.scrollWidth - width, wide.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(e => {
  const style = getComputedStyle(e);
  return ['hidden', 'clip'].includes(style.overflowX) && !e.closest('.unseen, .skip, .stack thead, .bars thead, svg')
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => e.outerHTML.slice(0, 120))"""
OVERFLOW_AND_CLIPPED = f"() => [({OVERFLOW})(), ({CLIPPED})()]"


@pytest.fixture(scope="session")
def axe():
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def axe_says(axe, page, looks):
    """What axe objects to and what it could not finish, for the loaded page in each of the looks (width, scheme)."""
    page.evaluate(axe.axe_script)
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        yield (width, scheme), json.loads(page.evaluate(RUN_AXE, AXE))


def assert_no_violation(axe, load, urls, looks):
    for url in urls:
        for look, found in axe_says(axe, load(url), looks):
            assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == [], (url, look)
            unexplained = {check["id"]: check["nodes"][0]["html"][:200] for check in found["incomplete"]}
            assert {name: html for name, html in unexplained.items() if name not in EXPLAINED} == {}, (url, look)


TWO_LOOKS = [(320, "light"), (1280, "dark")]
OTHER_LOOKS = [(320, "dark"), (1280, "light")]


def test_axe_finds_nothing(real, open_at, axe):
    assert_no_violation(axe, open_at(), [url for url in REAL if url not in COMPONENTS], TWO_LOOKS)


def test_axe_finds_nothing_in_either_scheme_at_either_width(real, open_at, axe):
    """The pages that hold every component; the rest is made of the same."""
    assert_no_violation(axe, open_at(), COMPONENTS, TWO_LOOKS + OTHER_LOOKS)


def test_axe_finds_nothing_in_long_content(long, open_at, axe):
    urls = [f"{PLAN}priorities/long/", f"{PLAN}actions/", f"{PLAN}actions/long/"]
    assert_no_violation(axe, open_at(), urls, OTHER_LOOKS)


def test_axe_finds_nothing_on_an_empty_site(live_server, open_at, axe):
    assert_no_violation(axe, open_at(), EMPTY[:4], [(320, "light")])
    make.PlanFactory(published=True, slug="bare")
    assert_no_violation(axe, open_at(), EMPTY, [(1280, "light")])


def test_axe_finds_nothing_in_the_gallery(live_server, open_at, axe, client):
    client.force_login(make.UserFactory())
    load = open_at()
    page = load("/help/")
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": f"{live_server.url}/admin/"}]
    )
    assert_no_violation(axe, load, ["/admin/components/"], TWO_LOOKS)
    assert page.locator("h1").inner_text() == "Components"
    for width, scheme in TWO_LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(OVERFLOW) == [0, []], width


@pytest.mark.parametrize("content", ["real", "long"])
def test_nothing_runs_off_the_screen(request, open_at, content):
    """Reflow at 320 pixels and in between; with wide text spacing; with text at 200 per cent."""
    request.getfixturevalue(content)
    load = open_at(320)
    for url in REAL if content == "real" else LONG:
        page = load(url)
        for width in (256, 320, 640, 700, 959, 960, 1279, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW_AND_CLIPPED) == [[0, []], []], (url, width)
        page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACING
        )
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW_AND_CLIPPED) == [[0, []], []], (url, width, "spacing")
        page.evaluate("document.adoptedStyleSheets[0].replaceSync('html { font-size: 36px !important }')")
        for width in (640, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(OVERFLOW) == [0, []], (url, width, "200%")
            assert page.evaluate(OVERLAPS) == [], (url, width, "200%")


OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('h1,h2,h3,h4,p,dt,dd,.chip,.button,label,summary,caption')]
    .filter(e => e.checkVisibility() && !e.closest('.unseen')).map(e => [e, e.getBoundingClientRect()]);
  const found = [];
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const [a, p] = boxes[i], [b, q] = boxes[j];
    if (a.contains(b) || b.contains(a)) continue;
    if (p.left < q.right - 2 && q.left < p.right - 2 && p.top < q.bottom - 2 && q.top < p.bottom - 2)
      found.push([a.outerHTML.slice(0, 80), b.outerHTML.slice(0, 80)]);
  }
  return found.slice(0, 2);
}"""
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  // Of radio buttons of one name, only the chosen one is a stop; where none is, the first.
  const stopOf = r => document.querySelector(`[type=radio][name="${r.name}"]:checked`) || document.querySelector(`[type=radio][name="${r.name}"]`);
  const stops = [...document.querySelectorAll('a[href],button,input,select,summary,textarea')]
    .filter(s => s.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}) && s.tabIndex >= 0 && (s.type !== 'radio' || stopOf(s) === s));
  const rects = [...e.getClientRects()], r = rects[0];
  const on = document.elementFromPoint(r.left + Math.min(r.width / 2, 20), r.top + r.height / 2);
  return {
    at: stops.indexOf(e), of: stops.length, html: e.outerHTML.slice(0, 100),
    outline: parseFloat(style.outlineWidth), styled: style.outlineStyle,
    // A browser shows the line in which somebody writes, not always the whole of a box of many lines.
    inside: box.top >= 0 && box.left >= 0 && (e.tagName === 'TEXTAREA' ? r.top + 40 : r.bottom) <= innerHeight && r.right <= innerWidth,
    visible: !!on && (on === e || e.contains(on) || on.contains(e)),
  };
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_keyboard_reaches_everything_in_order_and_in_sight(real, open_at, width):
    load = open_at(width)
    routemap = "/routemaps/ask-for-a-plan/?d=2&m=3&y=2026&at=2"
    plans = ("/", PLAN, f"{PLAN}actions/?late=1", f"{PLAN}actions/", f"{PLAN}actions/1-1/", "/plans/")
    compared = "/routemaps/ask-for-a-plan/compare/?from=1&to=2"
    for url in (*plans, routemap, compared, "/routemaps/", "/routemaps/history/", "/words/", "/feedback/?page=/"):
        page = load(url)
        assert page.locator("[tabindex]:not([tabindex='-1'])").count() == 0
        page.keyboard.press("Tab")
        first = page.evaluate(FOCUSED)
        assert "Skip to main content" in first["html"]
        for stop in range(1, first["of"]):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            assert focused["at"] == stop, (url, focused)
            assert focused["outline"] >= 3, (url, focused)
            assert focused["styled"] == "solid", (url, focused)
            assert focused["inside"], (url, focused)
            assert focused["visible"], (url, focused)


def test_skip_link_moves_the_focus(real, open_at):
    page = open_at()(f"{PLAN}actions/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(
    ("address", "box"),
    [
        ("/routemaps/ask-for-a-plan/?d=31&m=2&y=2026#your-dates", "d"),
        ("/progress/?on=31+2+2026", "on"),
        ("/progress/changes/?since=31+2+2026", "since"),
    ],
)
def test_a_mistake_takes_the_focus_and_leads_to_its_box(real, open_at, address, box):
    page = open_at(320, java_script_enabled=True)(address)
    page.wait_for_function("document.activeElement.getAttribute('role') === 'alert'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == box


def test_filters_stand_open_beside_the_list_where_there_is_room(real, open_at):
    load = open_at(1280)
    page = load(f"{PLAN}actions/")
    assert page.locator("#lead").is_visible()
    page.set_viewport_size({"width": 700, "height": 800})
    assert not page.locator("#lead").is_visible()
    page.locator("summary").first.click()
    assert page.locator("#lead").is_visible()


def test_filters_that_are_on_leave_a_phone_to_the_results(real, open_at):
    page = open_at(320)(f"{PLAN}actions/?late=1&status=at_risk")
    assert not page.locator("#lead").is_visible()
    assert page.locator("summary").first.inner_text() == "Filter or sort (2 on)"
    number = page.locator("#results")
    assert number.inner_text() == "1 action of 7"
    assert number.bounding_box()["y"] - page.locator(".filters").bounding_box()["y"] < 120
    assert page.get_by_role("link", name="Remove: At risk").is_visible()


def test_targets_are_44_pixels_high(real, open_at):
    for width in (320, 1280):
        page = open_at(width)(f"{PLAN}actions/?late=1")
        if width == 320:
            page.locator("summary").first.click()
        low = page.eval_on_selector_all(
            "button, .button, select, [type=search], .check, .pages a",
            "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)",
        )
        assert low == []


FRAME = "e => parseFloat(getComputedStyle(e).borderTopWidth)"


def test_forced_colours_keep_every_status(real, open_at):
    page = open_at(1280, forced_colors="active")(PLAN)
    for chip in page.locator("[data-status]").all():
        assert chip.locator("svg").count() == 1
        assert chip.inner_text().strip()
        assert float(chip.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)")) >= 1
    canvas, fills = page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = 'Canvas';
          const canvas = getComputedStyle(probe).color;
          return [canvas, [...document.querySelectorAll('.bar')].map(e => getComputedStyle(e).fill)];
        }"""
    )
    # Seven statuses, ratings that nobody explains, and no rating.
    assert len(fills) == 9
    assert canvas not in fills


def test_forced_colours_keep_what_a_routemap_tells(real, open_at):
    """How sure a date is stands in words; where I am, and the way through the stages, keep their frames."""
    load = open_at(320, forced_colors="active")
    page = load("/routemaps/ask-for-a-plan/?d=2&m=3&y=2026&at=2")
    kinds = page.locator("td[data-l='Kind of date']").all_inner_texts()
    assert [kind.split("\n")[0] for kind in kinds] == ["Law", "Usual practice", "Law", "Law"]
    assert page.locator("section.here").evaluate(FRAME) == 3
    assert [" ".join(number.inner_text().split()) for number in page.locator(".route .nth").all()] == [
        "Stage 1 of 2:",
        "Stage 2 of 2:",
    ]
    page = load("/routemaps/ask-for-a-plan/one-page/?start=2026-03-02&event=request")
    boxes = page.locator(".flow .box")
    assert [box.evaluate(FRAME) for box in boxes.all()] == [2, 2]


def test_status_is_a_shape_and_a_word_without_any_colour(real, open_at):
    load = open_at()
    page = load("/help/")
    shown = page.eval_on_selector_all(
        "[data-status]",
        "all => all.map(e => [e.dataset.status, e.querySelector('use').getAttribute('href'), e.innerText.trim()])",
    )
    # Seven statuses and two flags; a closed plan says the first flag in two ways of its own.
    assert len({kind for kind, _, _ in shown}) == 9
    assert len({shape for _, shape, _ in shown}) == 9
    assert len({words for _, _, words in shown}) == len(shown) == 11
    drawn = page.eval_on_selector_all("symbol", "all => all.map(e => e.innerHTML)")
    assert len(set(drawn)) == 9
    page.route("**/*.css", lambda route: route.abort())
    page = load(f"{PLAN}actions/1-1/")
    assert "At risk" in page.locator("main").inner_text()
    assert "Overdue by 20 days" in page.locator("main").inner_text()


def test_tables_keep_their_rows_and_cells_on_a_phone(real, open_at):
    """The accessibility tree of a table is the same stacked as wide, and every stacked cell names its column."""
    trees = {}
    for width in (320, 1280):
        page = open_at(width)(f"{PLAN}actions/")
        snapshot = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in snapshot if not node.get("ignored")]
        trees[width] = {role: roles.count(role) for role in ("table", "row", "cell", "columnheader", "rowheader")}
        if width == 320:
            labels = page.eval_on_selector_all(
                ".stack td", "all => all.map(e => getComputedStyle(e, '::before').content)"
            )
            assert len(labels) == 35
            assert all(len(label) > 4 for label in labels)
    assert trees[320] == trees[1280]
    assert rows_of_bars(open_at, 320) == rows_of_bars(open_at, 1280) == [9, 16, 3, 8]
    assert trees[320] == {"table": 1, "row": 8, "cell": 35, "columnheader": 6, "rowheader": 7}


def rows_of_bars(open_at, width: int) -> list[int]:
    """Rows, cells, column headers and row headers of the table with bars, as assistive technology counts them."""
    main = open_at(width)(f"{PLAN}priorities/1-help-early/").get_by_role("table", name="3 actions by status")
    return [main.get_by_role(role).count() for role in ("row", "cell", "columnheader", "rowheader")]


def test_no_short_word_is_broken(real, open_at):
    """Chips, headings, captions and buttons may wrap between words, never inside one."""
    for width in (320, 1280):
        load = open_at(width)
        for url in (PLAN, "/help/", f"{PLAN}actions/", f"{PLAN}actions/1-1/"):
            broken = load(url).eval_on_selector_all(
                "[data-status] > span, h1, h2, h3, caption, .button, button, label",
                """all => all.filter(e => {
                  const text = [...e.childNodes].find(node => node.nodeType === 3 && node.data.trim());
                  return text && [...text.data.matchAll(/\\S+/g)].some(word => {
                    const range = document.createRange();
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    return range.getClientRects().length > 1;
                  });
                }).map(e => e.textContent)""",
            )
            assert broken == [], (url, width)


def test_nothing_is_stored_and_nothing_comes_from_elsewhere(real, open_at, live_server):
    load = open_at()
    page = load("/")
    requests, refused = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: refused.append(message.text))
    most = 0
    for url in REAL[:-1]:
        requests.clear()
        page = load(url)
        assert all(address.startswith(live_server.url) for address in requests)
        most = max(most, len(requests))
        stored = page.evaluate(
            "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length,"
            " (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"
        )
        assert stored == [0, 0, 0, 0, ""], url
    assert page.context.cookies() == []
    assert most <= 4
    assert refused == []


def test_works_without_scripts(real, open_at):
    page = open_at(java_script_enabled=False)(f"{PLAN}actions/")
    page.locator("[name=status][value=at_risk]").check()
    page.locator("#lead").select_option("send-team")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h2#results")).to_have_text("1 action of 7")
    page.get_by_role("link", name="Remove: At risk").click()
    expect(page.locator("h2#results")).to_have_text("2 actions of 7")
    page.get_by_role("link", name="Remove: SEND team").click()
    page.get_by_role("link", name="Due", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?sort=due#results$"))


@pytest.mark.parametrize(
    ("links", "shows"),
    [
        (["Help early", "1.1: Answer every family in ten days"], "At risk"),
        (["1 overdue action"], "Overdue by 20 days"),
        (["Our plan"], "7 actions by status"),
        (["See all 7 actions", "1.3: Train nursery staff"], "Nobody could come."),
        (["All plans", "Plan of 2013"], "It does not say which are complete"),
    ],
)
def test_click_budgets(real, open_at, links, shows):
    """Tasks from home in no more clicks than the design allows."""
    page = open_at()("/")
    for link in links:
        page.get_by_role("link", name=link, exact=True).first.click()
    expect(page.locator("main")).to_contain_text(shows)


def test_csv_is_two_clicks_from_home(real, open_at):
    page = open_at()("/")
    page.get_by_role("link", name="See all 7 actions").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all 7 actions").click()
    assert download.value.suggested_filename == "plan-2025-actions-2026-03-20.csv"


def test_print_opens_what_is_folded_and_drops_navigation(real, open_at):
    page = open_at()(f"{PLAN}actions/1-1/")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible()
    assert not page.locator(".crumbs").is_visible()
    for folded in page.locator("details").all():
        assert folded.evaluate("e => e.getBoundingClientRect().height > e.querySelector('summary').offsetHeight + 10")
    page = open_at()(f"{PLAN}actions/")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_dark_and_light_differ_and_motion_is_none(real, open_at):
    light = open_at(scheme="light")("/").evaluate("getComputedStyle(document.body).backgroundColor")
    dark = open_at(scheme="dark")("/").evaluate("getComputedStyle(document.body).backgroundColor")
    assert json.dumps([light, dark]) == '["rgb(245, 242, 236)", "rgb(12, 17, 22)"]'
