"""What the reader of updates says of labels and words that it could not place, or was not sure of."""

from __future__ import annotations

NO_SECTIONS = (
    "No sections were found in the document; give each a label such as 'What we have done so far' or 'Next steps', and "
    "each recommendation a heading such as 'Recommendation 1'."
)
UNKNOWN = "Nobody knows what this label means, so the words below it are in no section: choose one for them."
HOPE_OR_RESULT = (
    "This label does not say whether it tells of a result or of a hope, so the words below it are in no section: choose one "
    "for them."
)
INTRODUCES = "This line was taken for words that introduce the points below it, not for a label: check it."
BETWEEN = "These words stand between a recommendation and its first section, and are in neither: check them."
UNNAMED = "No line names the recommendation that these sections are about: write its number and its words."
NO_WORDS = "The recommendation's own words were not found: write them."
GUESSED_WORDS = "These words stand above the sections and were taken for the recommendation's own: check them."
UNMARKED = "This line has no mark as the points above it have: check that it is a point of this section."
TWO_LABELS = (
    "Two labels of the same meaning stand in one recommendation, '{}' and '{}', and were put together: check them."
)
EMPTY = "No section was read for this recommendation: check the document, or leave the recommendation out."
OTHER_WORDS = "This recommendation stands in the document twice in different words; the first were kept: check them."
