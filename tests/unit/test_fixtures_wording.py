"""The words of the demonstration: our own, short, true to the source's facts, and about no real person."""

import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.outlines import read_recommendation_update, read_strategy
from actions.roadmap_reading import read_roadmap
from actions.status import Status
from actions.timescales import read_timescale
from priorities.documents import Table, read_document
from priorities.people import people_in_lead, people_in_text

REPOSITORY = Path(__file__).parents[2]
DOCUMENTS = REPOSITORY / "fixtures" / "documents"
DEMO = REPOSITORY / "fixtures" / "demo"
SEEDS = REPOSITORY.parent / "shared" / "seeds"
SOUTHEND = DOCUMENTS / "southend-action-plan-2013.txt"
OXFORDSHIRE = DOCUMENTS / "oxfordshire-roadmap-2024.txt"
STRATEGY = DOCUMENTS / "southend-send-strategy.txt"
UPDATE = DOCUMENTS / "southend-recommendation-1-update.txt"
PLAN = DEMO / "exampleshire-plan.csv"
EARLIER_PLAN = DEMO / "exampleshire-plan-2021.csv"
REPORTS = DEMO / "exampleshire-reports.csv"
DUE_CHANGES = DEMO / "exampleshire-due-changes.csv"
OWN_STRATEGY = DOCUMENTS / "exampleshire-send-strategy-2024.txt"
OWN_UPDATE = DOCUMENTS / "exampleshire-update-2025.txt"
REFORM = DOCUMENTS / "exampleshire-reform-plan-2026.txt"
OWN_ROADMAP = DOCUMENTS / "exampleshire-roadmap-2026.txt"
REFORM_REPORTS = DEMO / "exampleshire-reform-reports.csv"
PROMISES = sorted(DEMO.glob("exampleshire-*.toml"))

EXAMPLE = (PLAN, EARLIER_PLAN, REPORTS, DUE_CHANGES, OWN_STRATEGY, OWN_UPDATE, REFORM, OWN_ROADMAP, REFORM_REPORTS)
REAL = (SOUTHEND, STRATEGY, UPDATE, OXFORDSHIRE)

TODAY_OF_THE_DEMONSTRATION = date(2026, 11, 22)

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="The source documents are not here.")


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a CSV, or the lines of a text divided at tabs."""
    with path.open(newline="", encoding="utf-8") as file:
        if path.suffix == ".csv":
            return list(csv.reader(file))
        return [line.rstrip("\n").split("\t") for line in file]


def southend_rows() -> list[list[str]]:
    return [row for row in rows_of(SOUTHEND) if len(row) == 5 and row[0] != "Action"]


def reports(path: Path = REPORTS) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def texts() -> Iterator[tuple[str, str]]:
    """Every cell of every fixture that holds sentences; the leads of Southend are the source's own roles."""
    for path in (*REAL, *EXAMPLE):
        for number, row in enumerate(rows_of(path), 1):
            for column, cell in enumerate(row):
                if not (path == SOUTHEND and column == 2):
                    yield f"{path.name}, line {number}, column {column + 1}", cell
    for plan in tomllib.loads((DEMO / "demo.toml").read_text(encoding="utf-8"))["plans"]:
        yield f"demo.toml, summary of {plan['slug']}", plan["summary"]
        for number, words in plan.get("priorities", {}).items():
            yield f"demo.toml, priority {number} of {plan['slug']}", words
        for reference, words in plan.get("actions", {}).items():
            yield f"demo.toml, action {reference} of {plan['slug']}", words
    for path in PROMISES:
        for text in texts_in(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def texts_in(value: object) -> Iterator[str]:
    """Every text in what a TOML holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))
    return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}


@needs_seeds
def test_no_eight_words_in_a_row_come_from_a_source():
    of_the_sources = set()
    for seed in SEEDS.glob("*.txt"):
        of_the_sources |= runs_of_eight(seed.read_text(encoding="utf-8"))

    copied = {place: runs_of_eight(text) & of_the_sources for place, text in texts()}

    assert {place: runs for place, runs in copied.items() if runs} == {}


def test_no_sentence_is_longer_than_25_words():
    sentences = [
        (len(sentence.split()), place, sentence)
        for place, text in texts()
        for sentence in re.split(r"(?<=[.?!])\s+", text)
    ]

    assert [sentence for sentence in sentences if sentence[0] > 25] == []


def test_nobody_can_be_recognised():
    found = [(place, one.words) for place, text in texts() for one in people_in_text(text)]
    # Numbers that are kept free for fiction are nobody's.
    assert [(place, words) for place, words in found if not re.fullmatch(r"01632 960\d{3}", words)] == []
    leads = [row[2] for row in southend_rows()]
    leads += [cell for row in rows_of(PLAN) if len(row) > 1 for cell in row[3:5]]
    leads += [row[3] for row in rows_of(EARLIER_PLAN) if len(row) > 1]
    leads += [row[2] for row in rows_of(REFORM) if len(row) > 1]
    assert [lead for cell in leads for lead in cell.split(" / ") if people_in_lead(lead)] == []


# Names of bodies, courses and sources, or words that a family knows; every other acronym is spelt out once.
KNOWN = {"ADHD", "ASD", "GP", "NHS", "SEAS", "SEND", "SHIP", "SSP", "TBC"}


@pytest.mark.parametrize("paths", [*((path,) for path in REAL), (*EXAMPLE, *PROMISES)])
def test_every_acronym_is_spelt_out(paths):
    names = tuple(path.name for path in paths)
    whole = "\n".join(text for place, text in texts() if place.startswith(names) and "BRAG" not in text)

    acronyms = set(re.findall(r"\b([A-Z]{2,})s?\b", whole)) - KNOWN

    assert {found for found in acronyms if not re.search(rf"\({found}s?\)", whole)} == set()


SOUTHEND_FACTS = [
    ("1.1", "Jan-14"), ("1.2", "Sep-14"), ("", ""),
    ("2.1", "Aug-15"), ("2.2", "Apr-14"), ("2.3", "Sep-14"), ("2.4", "Sep-14"),
    ("3.1", "Sep-13"), ("3.2", "May-14"), ("3.3", "Sep-14"), ("3.4", "Sep-13"),
    ("3.5", "Apr-14"), ("3.6", "Sep-14"), ("3.7", "Sep-14"), ("3.8", "Sep-14"),
    ("4.1", "May-13"), ("4.2", "Apr-15"), ("4.3", "Jul-14"), ("4.4", "Sep-13"), ("4.5", ""), ("4.6", ""),
    ("5.1", "Annually Spring term"), ("5.2", "Annually"), ("5.3", "Apr-13"), ("5.4", "Sep-14"),
    ("5.5", "Jan 2014 and Annually"), ("5.6", ""),
]  # fmt: skip


def test_southend_keeps_its_references_and_timescales():
    found = [(re.match(r"(\d\.\d )?", row[0])[0].strip(), row[1]) for row in southend_rows()]

    assert found == SOUTHEND_FACTS


def test_southend_keeps_its_five_proposals():
    headings = [row[0] for row in rows_of(SOUTHEND) if row[0].startswith("Proposal ")]

    assert headings == ["Proposal 1:", "Proposal 2:", "Proposal 3:", "Proposal 4:", "Proposal 5:"]


@needs_seeds
def test_southend_adds_no_figure_and_no_lead():
    seed = (SEEDS / "sen-strategy-action-plan-2013.txt").read_text(encoding="utf-8")
    figures = set(re.findall(r"\d+", seed))
    words = set(re.findall(r"[a-z0-9]+", seed.lower()))

    for row in southend_rows():
        assert set(re.findall(r"\d+", " ".join(row))) <= figures
        # "SENPReview" is one word in the scan.
        assert set(re.findall(r"[a-z0-9]+", row[2].lower())) - words == set()


def test_oxfordshire_keeps_its_52_milestones_under_their_times():
    reading = read_roadmap(read_document(OXFORDSHIRE))

    assert {period.label: len(period.milestones) for period in reading.periods} == {
        "Jan 2024": 7, "April 2024": 10, "July 2024": 12, "Oct 2024": 8, "Jan 2025": 7, "April 2025": 8,
    }  # fmt: skip
    assert reading.problems == []
    assert (reading.published.words, reading.covers.words) == ("May 2024", "January 2024 to April 2025")


@needs_seeds
def test_oxfordshire_repeats_and_goes_on_where_its_source_does():
    ours = read_roadmap(read_document(OXFORDSHIRE)).milestones
    theirs = read_roadmap(read_document(SEEDS / "oxfordshire-transformation-roadmap.txt")).milestones

    for name in ("ongoing", "planned"):
        assert [getattr(one, name) for one in ours] == [getattr(one, name) for one in theirs]
    assert [bool(one.repeats) for one in ours] == [bool(one.repeats) for one in theirs]


def test_southends_strategy_keeps_its_priorities_and_commitments():
    reading = read_strategy(read_document(STRATEGY))

    assert {priority.title: len(priority.commitments) for priority in reading.priorities} == {
        "Transitions": 8, "Early Intervention": 7, "Good mental health and wellbeing": 7, "Plans": 7,
        "The Local Offer": 9,
    }  # fmt: skip
    assert len(reading.core_commitments) == 5
    assert reading.problems == []
    assert all(priority.official_words for priority in reading.priorities)


@needs_seeds
def test_southends_update_keeps_the_labels_of_its_source():
    ours = read_recommendation_update(read_document(UPDATE), round="One").recommendations[0]
    theirs = read_recommendation_update(
        read_document(SEEDS / "recommendation-1-update.txt"), round="One"
    ).recommendations[0]

    assert (ours.number, ours.labels) == (theirs.number, theirs.labels)
    assert {meaning: len(points) for meaning, points in ours.sections.items()} == {
        meaning: len(points) for meaning, points in theirs.sections.items()
    }


@needs_seeds
@pytest.mark.parametrize(
    ("ours", "seed"),
    [
        (OXFORDSHIRE, "oxfordshire-transformation-roadmap.txt"),
        (STRATEGY, "send-strategy-commitments.txt"),
        (UPDATE, "recommendation-1-update.txt"),
    ],
)
def test_what_is_retold_adds_no_figure(ours, seed):
    figures = set(re.findall(r"\d+", (SEEDS / seed).read_text(encoding="utf-8")))

    assert set(re.findall(r"\d+", ours.read_text(encoding="utf-8"))) <= figures


@pytest.mark.parametrize(
    ("source", "document", "rows_before"),
    [(PLAN, "exampleshire-send-plan-2024.xlsx", 2), (EARLIER_PLAN, "exampleshire-send-plan-2021.docx", 0)],
)
def test_the_office_document_says_what_its_csv_says(source, document, rows_before):
    """Office files cannot be reviewed in a diff, so their words stand in a CSV as well."""
    header, *expected = rows_of(source)
    found: list[list[str]] = []
    for block in read_document(DOCUMENTS / document).blocks:
        if isinstance(block, Table) and block.title != "Rating key":
            found += [[cell.text for cell in row.cells] for row in block.rows if any(c.text for c in row.cells)]
        elif not isinstance(block, Table) and block.level == 1:
            found.append([block.text])

    rows = [row for row in found[rows_before:] if row != header]

    assert [trimmed(row) for row in rows] == [trimmed(row) for row in expected]


def trimmed(row: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    return row[: max((number for number, cell in enumerate(row, 1) if cell), default=0)]


def references(path: Path) -> list[str]:
    return [row[0] for row in rows_of(path)[1:] if len(row) > 1]


def test_the_example_plan_shows_every_way_to_write_a_date():
    agreed = date(2024, 9, 16)
    read = {row[5]: read_timescale(row[5], document_date=agreed) for row in rows_of(PLAN)[1:] if len(row) > 1}

    assert {t.precision for t in read.values()} == {"day", "month", "quarter", "term", "year", None}
    assert {t.recurrence for t in read.values()} == {"termly", "monthly", "yearly", None}
    assert [raw for raw, t in read.items() if t.ongoing] == ["Ongoing"]
    assert [raw for raw, t in read.items() if t.problem] == ["TBC", ""]
    assert read["Jul-25"].due == date(2025, 7, 31)
    assert read["31/03/2026"].due == date(2026, 3, 31)
    assert read["Q3 2025/26"].due == date(2025, 12, 31)
    assert read["March 2025 and annually"].due == date(2025, 3, 31)
    assert read["January to July 2026"].due == date(2026, 7, 31)
    assert read["Academic year 2026/27"].due == date(2027, 8, 31)
    assert read["Monthly from January 2025"].due is None


def test_every_moved_date_can_be_read():
    for row in rows_of(DUE_CHANGES)[1:]:
        assert row[0] in references(PLAN)
        assert read_timescale(row[1]).due > date.fromisoformat(row[4])


def test_reports_hold_what_their_status_needs():
    known = set(references(PLAN))
    for report in reports():
        assert report["reference"] in known
        assert report["status"] in {"", *Status}
        assert report["done"]
        reported_on = date.fromisoformat(report["reported_on"])
        assert date(2024, 9, 16) < reported_on < TODAY_OF_THE_DEMONSTRATION
        if report["status"] in ("complete", "embedded"):
            assert report["how_we_know"]
        if report["status"] == "embedded":
            assert reported_on - date.fromisoformat(report["evidence_on"]) >= timedelta(days=92)
        assert bool(report["reason"]) == (report["status"] == "stopped")
        if report["next_step_on"]:
            assert report["next_step"]
            assert date.fromisoformat(report["next_step_on"]) > reported_on


def test_reports_are_approved_after_they_were_written():
    for report in reports():
        if report["state"] == "published":
            approved_on = date.fromisoformat(report["approved_on"])
            assert date.fromisoformat(report["reported_on"]) < approved_on < TODAY_OF_THE_DEMONSTRATION
            assert approved_on.weekday() < 5
        else:
            assert report["approved_on"] == ""


def test_one_report_is_a_draft_one_waits_one_came_back_and_one_corrects_another():
    waiting = {report["state"]: report["reference"] for report in reports() if report["state"] != "published"}
    corrections = [report for report in reports() if report["corrects"]]

    assert waiting == {"draft": "4.5", "submitted": "3.2", "returned": "5.4"}
    assert [(report["reference"], report["corrects"]) for report in corrections] == [("4.8", "2025-04-04")]
    assert any(r["reference"] == "4.8" and r["reported_on"] == "2025-04-04" for r in reports())


def test_reports_of_the_reform_plan_are_of_its_actions_and_approved_after_they_were_written():
    known = {row[0].split()[0] for row in rows_of(REFORM) if len(row) == 4 and row[0] != "Action"}

    assert known == {f"{letter}{number}" for letter in "ABCD" for number in "1234"}
    for report in reports(REFORM_REPORTS):
        assert report["reference"] in known
        assert report["state"] == "published"
        assert date.fromisoformat(report["reported_on"]) < date.fromisoformat(report["approved_on"])
        assert date.fromisoformat(report["next_step_on"]) > TODAY_OF_THE_DEMONSTRATION


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", re.sub(r"\b20\d\d\b", "", text)))


def test_the_answers_to_the_inspection_give_the_figures_of_the_plan_and_its_reports():
    known = figures("\n".join(path.read_text(encoding="utf-8") for path in (REPORTS, PLAN)))
    answers = read_recommendation_update(read_document(OWN_UPDATE), round="One").recommendations
    said = {point.words for one in answers for points in one.sections.values() for point in points}
    (second,) = tomllib.loads((DEMO / "exampleshire-strategy.toml").read_text(encoding="utf-8"))["rounds"]
    said |= {text for one in (*second["updates"], *second["corrections"]) for text in texts_in(one["sections"])}

    assert {figure for words in said for figure in figures(words)} - known == set()
