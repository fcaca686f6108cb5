"""What the reader of strategies says of words that it could not place, or was not sure of."""

from __future__ import annotations

NO_COMMITMENTS = (
    "No commitments were found in the document; give its list a heading such as 'We will:' or 'What we will do', and each "
    "priority a heading such as 'Priority 1: Early help'."
)
UNMARKED = "This line has no mark as the commitments above it have, so it was not taken for one: check it."
TAKEN_UNMARKED = (
    "This line has no mark as the commitments above it have, but says what will be done: check that it is one."
)
OUTSIDE = "This sentence says what will be done, but stands under no priority and in no list: check whether it is a commitment."
NO_PRIORITY = "No priority was found above these commitments, so they were taken for core commitments: check it."
LOOSE = "These points stand in a priority before its commitments, so they were not taken for commitments: check them."
UNKNOWN = "The words under this heading were not taken for commitments, because nobody knows the heading: check them."
WITHIN = "The points under this heading were taken for commitments, because it stands below '{}': check them."
LONG_AIM = "Several paragraphs stand above the commitments and were all taken for the aim: check where it ends."
NO_TITLE = "This priority has no title: write one."
EMPTY = "No commitments were found under this priority: check the document, or leave the priority out."
SAME_NUMBER = "Two priorities have this number: check which is meant."
