"""The priorities of a plan as they come up while it is read, and which one the next action belongs to."""

from __future__ import annotations

import re

from actions.reading.headings import Heading, plain_heading, title_of_aim
from actions.reading.kept import for_one_reading
from actions.reading.result import ReadPriority

_CONTINUED = re.compile(r"\W*\(?\b(?:continued|cont'd|cont\.?)\)?\W*$", re.IGNORECASE)
_OWN_WORD = re.compile(
    r"(?P<word>[A-Z][\w'’-]*(?: [\w'’-]+)?) (?P<number>\d{1,2}|[A-Z])(?:\s*:|\s[–—-])\s+(?P<title>\S.*)"
)


class PriorityFinder:
    """Collects priorities; the same number or title coming up again (a new page, a list of contents) is the same one."""

    def __init__(self) -> None:
        self.priorities: list[ReadPriority] = []
        self.current: int | None = None
        self.word = ""
        self.with_actions: set[int] = set()
        self.opened_by_row = False
        """The current priority stands as a row in the table, not as a heading above it."""
        self.nests_titles = False
        """A title stood right below a priority that had no action yet: titles are headings within priorities."""
        self._nested: set[str] = set()
        self._aims: dict[int, list[str]] = {}

    def is_nested(self, heading: Heading) -> bool:
        """Whether a heading stands below another one ("Objective 1" under "Priority 1") and so names no priority.

        It does when it comes with another word right after a priority that has no action yet.
        """
        if not heading.word or not self.word or heading.word.lower() == self.word.lower():
            return False
        if heading.word.lower() in self._nested:
            return True
        if self.current is not None and self.current not in self.with_actions:
            self._nested.add(heading.word.lower())
            return True
        return False

    def open(self, heading: Heading, place: str) -> ReadPriority:
        """Make a priority the current one; one that is known by its number or title is taken up again."""
        title = _CONTINUED.sub("", heading.title).strip()
        known = self._known(heading.number, title)
        if known is None:
            self.priorities.append(ReadPriority(heading.number, title, "", place))
            known = len(self.priorities) - 1
        elif title and not self.priorities[known].title:
            self.priorities[known].title = title
        if heading.word and not self.word:
            self.word = heading.word
        self.current = known
        return self.priorities[known]

    def _known(self, number: str | None, title: str) -> int | None:
        for index, priority in enumerate(self.priorities):
            same_title = _fold(priority.title) == _fold(title)
            if number is not None and priority.number is not None and number.lower() == priority.number.lower():
                if same_title or not title or not priority.title:
                    return index
            elif number is None and priority.number is None and same_title:
                return index
        return None

    def add_aim(self, words: str) -> None:
        """Words that stand between a priority's heading and its actions: its official words."""
        if self.current is not None:
            self._aims.setdefault(self.current, []).append(words)

    def takes_aim(self) -> bool:
        """Whether words that come up now belong to the current priority: it has no action yet."""
        return self.current is not None and self.current not in self.with_actions

    def lacks_title(self) -> bool:
        """Whether the current priority has a number and no title yet, so that the words below it are its title."""
        return self.takes_aim() and not self.priorities[self.current].title and self.current not in self._aims

    def acted(self) -> None:
        """An action was read under the current priority."""
        if self.current is not None:
            self.with_actions.add(self.current)

    def finish(self) -> list[ReadPriority]:
        """The priorities, each with its official words: the aim, else its title; a missing title from the aim."""
        self._part_own_word()
        for index, priority in enumerate(self.priorities):
            words = "\n".join(self._aims.get(index, []))
            if not priority.title and words:
                plain = plain_heading(words) if "\n" not in words else None
                priority.title = plain.title if plain is not None else title_of_aim(words)
            priority.official_words = words or priority.title
        return self.priorities

    def _part_own_word(self) -> None:
        """All titles begin with one word of the plan's own and a number each: "Tier 1: Outreach", "Tier 2: Places"."""
        found = [_OWN_WORD.fullmatch(priority.title) for priority in self.priorities]
        parted = [match for match in found if match is not None]
        alike = len({match["word"] for match in parted}) == 1 and len({match["number"] for match in parted}) > 1
        if not alike or len(parted) < len(found) or any(priority.number for priority in self.priorities):
            return
        self.word = parted[0]["word"]
        for priority, match in zip(self.priorities, parted, strict=True):
            priority.number, priority.title = match["number"], match["title"]


@for_one_reading
def _fold(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text.lower()).split())
