"""An update of recommendations becomes a round; the same round again is a correction, another round leaves it alone."""

from __future__ import annotations

from datetime import date

import pytest

from actions.importing import ImportRefused, comparison_as_json, comparison_in_words, publish_document
from actions.services import give_public_words, save_update
from priorities.models import HeldBack, Recommendation, RecommendationUpdate, UpdateRound
from tests.integration.actions.importing.conftest import AT, LATER

ONE = {"kind": "recommendation-update", "round_title": "Year one"}
TWO = {"kind": "recommendation-update", "round_title": "Year two"}
WORDS = "Leaders should listen to families before they decide."


def update(number: int | None, sections: dict[str, list[str]], words: str = WORDS) -> str:
    head = f"Recommendation {number}: {words}" if number else words
    parts = [f"{label}\n\n" + "\n".join(f"• {point}" for point in points) for label, points in sections.items()]
    return f"Our update\n\n{head}\n\n" + "\n\n".join(parts) + "\n"


FIRST = update(
    1,
    {
        "What we have done so far": ["We met families in every town", "We wrote down what they said"],
        "The difference this makes": ["Families tell us that they are heard"],
        "Next steps": ["Meet again in each town"],
    },
)


def points() -> list[tuple[str, str, str, str]]:
    found = RecommendationUpdate.objects.select_related("update_round", "recommendation").order_by("pk")
    return [(str(one.update_round), one.recommendation.number, one.state, one.done) for one in found]


def test_an_update_becomes_a_recommendation_and_a_round_as_a_draft(importing):
    importing.store(FIRST, day=date(2026, 3, 1), **ONE)
    recommendation = Recommendation.objects.get()
    assert (recommendation.number, recommendation.official_words, recommendation.slug) == ("1", WORDS, "1")
    update_round = UpdateRound.objects.get()
    assert (update_round.title, update_round.dated) == ("Year one", date(2026, 3, 1))
    assert update_round.label_of("done") == "What we have done so far"
    said = RecommendationUpdate.objects.get()
    assert (said.state, said.author, said.points("done"), said.points("difference"), said.points("next_steps")) == (
        "draft",
        None,
        ["We met families in every town", "We wrote down what they said"],
        ["Families tell us that they are heard"],
        ["Meet again in each town"],
    )
    assert RecommendationUpdate.objects.public().count() == 0


def test_published_it_is_frozen_and_the_same_round_anew_corrects_it(importing):
    importing.publish(FIRST, day=date(2026, 3, 1), **ONE)
    assert [(one.state, one.public_from.date()) for one in RecommendationUpdate.objects.public()] == [
        ("published", date(2026, 3, 1))
    ]
    anew = FIRST.replace("We met families in every town", "We met families in six towns")
    found = importing.preview(anew, **ONE)
    assert found.promises.updates[0].corrects is True
    assert [line for line, _ in comparison_in_words(found)] == [
        "Against the stored plan: 0 recommendations added, 0 changed, 0 gone, 1 the same.",
        "The round 'Year one' is in the plan already.",
        "corrected by a new version: what it says of recommendation 1",
    ]
    importing.publish(anew, day=date(2026, 5, 1), at=LATER, **ONE)
    assert points() == [
        ("Year one", "1", "published", "We met families in every town\nWe wrote down what they said"),
        ("Year one", "1", "published", "We met families in six towns\nWe wrote down what they said"),
    ]
    (standing,) = RecommendationUpdate.objects.standing()
    assert (standing.done[:29], standing.corrects_what) == (
        "We met families in six towns\n",
        "As in 'Year one' of 1 May 2026. Changed: What we have done so far.",
    )


def test_another_round_leaves_the_earlier_one_as_it_was(importing):
    importing.publish(FIRST, day=date(2026, 3, 1), **ONE)
    second = update(1, {"What we did": ["We met families again"], "The difference it made": ["More of them came"]})
    importing.publish(second, day=date(2026, 6, 1), at=LATER, **TWO)
    assert points() == [
        ("Year one", "1", "published", "We met families in every town\nWe wrote down what they said"),
        ("Year two", "1", "published", "We met families again"),
    ]
    assert [(one.title, one.label_of("done")) for one in UpdateRound.objects.order_by("dated")] == [
        ("Year one", "What we have done so far"),
        ("Year two", "What we did"),
    ]
    assert Recommendation.objects.get().official_words == WORDS


def test_the_same_again_changes_nothing(importing):
    importing.publish(FIRST, **ONE)
    found = importing.preview(FIRST + "\n", **ONE)
    assert found.is_empty is True
    assert comparison_as_json(found)["round"] == {
        "title": "Year one",
        "new": False,
        "labels": {},
        "updates": [],
        "same": ["1"],
    }


def test_a_draft_takes_the_points_of_the_next_file(importing):
    importing.store(FIRST, **ONE)
    importing.store(FIRST.replace("every town", "each village"), at=LATER, **ONE)
    assert points() == [("Year one", "1", "draft", "We met families in each village\nWe wrote down what they said")]


def test_a_recommendation_without_a_number_is_asked_of(importing):
    text = update(None, {"What we have done so far": ["We met families"], "Next steps": ["Meet again"]})
    with pytest.raises(ImportRefused) as refusal:
        importing.store(text, **ONE)
    assert str(refusal.value) == (
        "line 5: the document does not number the recommendation; head it with its number, such as 'Recommendation 1'."
    )
    importing.publish(FIRST, **ONE)
    (question,) = importing.preview(text, **TWO).questions
    assert [value for value, _ in question.choices] == ["1"]
    importing.publish(text, at=LATER, answers={"line 5": "1"}, **TWO)
    assert [(one[0], one[1]) for one in points()] == [("Year one", "1"), ("Year two", "1")]


def test_quite_other_words_under_the_same_number_are_asked_of(importing):
    importing.publish(FIRST, **ONE)
    other = update(1, {"Next steps": ["Paint"]}, words="The council must mend every bridge in winter.")
    (question,) = importing.preview(other, **TWO).questions
    assert question.unclear.startswith("line 3: 'The council must mend every bridge in winter.' has the number of")
    with pytest.raises(ImportRefused) as refusal:
        importing.preview(other, answers={"line 3": "new"}, **TWO)
    assert str(refusal.value) == (
        "line 3: recommendation 1 is in the plan already, so it is not a new one; correct the number in the document."
    )


def test_what_an_officer_has_begun_is_not_overwritten(importing):
    importing.publish(FIRST, **ONE)
    update_round = importing.plan.update_rounds.get()
    other = Recommendation.objects.create(
        plan=importing.plan, number="2", slug="2", official_words="Wait less.", recorded_at=AT, public_from=AT
    )
    save_update(
        update_round=update_round,
        recommendation=other,
        update=None,
        sections={"done": "We began"},
        by=importing.by,
        at=AT,
    )
    text = update(2, {"Next steps": ["Count the days"]}, words="Wait less.")
    with pytest.raises(ImportRefused) as refusal:
        importing.store(text, **ONE)
    assert str(refusal.value) == (
        "line 3: an officer has begun what 'Year one' says of recommendation 2; publish that first, and import the "
        "document again."
    )


def test_a_hope_stays_a_hope_and_an_unknown_label_means_what_a_person_says(importing):
    text = update(
        1,
        {
            "What we will do": ["We will meet"],
            "The difference this will make": ["Families will be heard"],
            "Our journey": ["We began with four towns"],
        },
    )
    found = importing.file(text, **ONE)
    assert found.reading.promises[0].sections == {
        "will_do": "We will meet",
        "expected_difference": "Families will be heard",
    }
    assert [problem.value for problem in found.reading.all_problems()] == ["Our journey"]
    importing.publish(text, **ONE)
    assert RecommendationUpdate.objects.get().difference == ""
    said = importing.file(text, columns={"Our journey": "done"}, **ONE)
    assert said.reading.promises[0].sections["done"] == "We began with four towns"
    with pytest.raises(ImportRefused, match="'Our journey' is said to mean 'nonsense'"):
        importing.file(text, columns={"Our journey": "nonsense"}, **ONE)


def test_a_round_has_a_name(importing):
    with pytest.raises(ImportRefused, match="An update of recommendations belongs to a round"):
        importing.file(FIRST, kind="recommendation-update")


def test_a_name_is_held_back_in_every_text_and_its_role_stands_in_what_is_published(importing):
    text = update(
        1,
        {"What Kim Sample and we have done": ["Kim Sample met families"], "Next steps": ["Ask Kim Sample"]},
        words="Kim Sample should listen.",
    )
    round_of = {"kind": "recommendation-update", "round_title": "Year one of Kim Sample"}
    importing.publish(text, columns={"What Kim Sample and we have done": "done"}, **round_of)
    said, asked = RecommendationUpdate.objects.get(), Recommendation.objects.get()
    placeholder = HeldBack.objects.get().placeholder
    shown = [said.done, said.next_steps, said.update_round.title, said.update_round.labels, asked.official_words]
    assert shown == [
        f"{placeholder} met families",
        f"Ask {placeholder}",
        f"Year one of {placeholder}",
        f"done=What {placeholder} and we have done\nnext_steps=Next steps",
        f"{placeholder} should listen.",
    ]
    give_public_words(held_back=HeldBack.objects.get(), public_words="The SENCO", by=importing.by, at=LATER)
    said.refresh_from_db()
    said.update_round.refresh_from_db()
    assert (said.done, said.update_round.title) == ("The SENCO met families", "Year one of The SENCO")
    # Read again, the same file is the same.
    assert importing.preview(text + "\n", columns={"What Kim Sample and we have done": "done"}, **round_of).is_empty


def test_what_a_person_changed_of_a_documents_draft_is_that_persons(importing):
    importing.store(FIRST, **ONE)
    said = RecommendationUpdate.objects.get()
    save_update(
        update_round=said.update_round,
        recommendation=said.recommendation,
        update=said,
        sections={"done": "We met families everywhere"},
        by=importing.by,
        at=AT,
    )
    with pytest.raises(ImportRefused, match="an officer has begun what 'Year one' says of recommendation 1"):
        importing.store(FIRST.replace("every town", "each village"), **ONE)
    publish_document(document=importing.plan.documents.get(), by=importing.by, at=LATER)
    said.refresh_from_db()
    assert (said.state, Recommendation.objects.public().count()) == ("draft", 1)


def test_the_headings_of_a_public_round_stay(importing):
    importing.store(FIRST, **ONE)
    anew = FIRST.replace("What we have done so far", "What we did")
    importing.store(anew, **ONE)
    assert UpdateRound.objects.get().label_of("done") == "What we did"
    importing.publish(anew.replace("every town", "six towns"), at=LATER, **ONE)
    found = importing.preview(FIRST.replace("every town", "six towns"), **ONE)
    assert found.promises.labels == {}
    assert [(problem.field, problem.message) for problem in found.problems] == [
        ("done", "The public reads this section of the round under 'What we did'. That heading stays.")
    ]
