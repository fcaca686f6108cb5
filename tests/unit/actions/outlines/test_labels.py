"""What labels of sections mean."""

import pytest

from actions.outlines.labels import MEANINGS, Label, could_be_hope_or_result, label_meaning, label_of

KNOWN = {
    "done": "What we have done so far|What we did|What have we done?|WHAT WE'VE DONE|What has been achieved|Progress to date|What we did in 2024|What we have done since May 2024",
    "difference": "The difference this makes:|The difference it made|The difference this has made|What difference has this made?|The difference we have made"
    "|Impact so far|What has changed|The difference this is making for families",
    "expected_difference": "The difference this will make|The difference this **will** make:|The difference it should make|The difference this could make to families"
    "|What difference will this make?|What will be different|Expected impact|The difference we want to make|The difference this is going to make",
    "to_develop": "What we need to develop|What we still need to improve|What still needs to improve|Areas for development|Our areas for further development",
    "next_steps": "Next steps|Our next steps:|Priority 2024-25|Priorities for 2025/26|Our priorities for next year|What happens next?|What we will do next|What next?",
    "wanted": "What we wanted|What we want|What we wanted to achieve|What we set out to do",
    "will_do": "What we will do|What we are going to do|What will we do?|We will:",
    "now": "Where are we now|Where we are now|Current position",
    "will_see": "What we will see|What you will see|What success will look like|How will we know?",
}  # fmt: skip


@pytest.mark.parametrize(
    ("meaning", "text"), [(key, text) for key, texts in KNOWN.items() for text in texts.split("|")]
)
def test_known_labels(meaning, text):
    assert label_meaning(text) == meaning


def test_every_meaning_has_labels():
    assert set(KNOWN) == set(MEANINGS)


@pytest.mark.parametrize(
    "text",
    [
        "Impact", "The difference", "Outcomes", "Risks", "Voices from the forum", "What we have done so far is not enough", "We did it",
        "The difference between schools", "What families told us", "Priority 1: Early help", "Priority - Plans", "We will meet in May",
        "The board wrote down what we want to see in schools and what they can do", "", "?",
    ],
)  # fmt: skip
def test_what_is_no_known_label(text):
    assert label_meaning(text) is None
    assert label_of(text) is None


@pytest.mark.parametrize("text", ["Impact", "The difference:", "Our outcomes", "Result"])
def test_labels_that_say_too_little(text):
    assert could_be_hope_or_result(text)


@pytest.mark.parametrize("text", [words for texts in KNOWN.values() for words in texts.split("|")])
def test_known_labels_say_enough(text):
    assert not could_be_hope_or_result(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Next steps:", Label("next_steps", "Next steps", "")),
        ("Next steps: review the plan", Label("next_steps", "Next steps", "review the plan")),
        ("What we did – we met", Label("done", "What we did", "we met")),
        ("**The difference it  made**:", Label("difference", "The difference it made", "")),
        ("next steps", None),
        ("next steps:", Label("next_steps", "next steps", "")),
        ("and our next steps: to meet", None),
        ("The meeting: what we did", None),
    ],
)
def test_a_label_and_the_words_behind_it(text, label):
    assert label_of(text) == label
