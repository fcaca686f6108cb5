"""The flat list of explained words."""

from __future__ import annotations

from priorities.list_columns import Column
from priorities.list_sheet import NamedOnceList
from priorities.models import Partnership
from priorities.services import save_edits
from routemaps.models import Term
from routemaps.permissions import may_word, rows_worded_by
from routemaps.services import add_terms


class TermList(NamedOnceList):
    partnership = Column(
        "Partnership", "partnership__name", fixed="it stays in its partnership; add another one there instead."
    )
    term = Column("Term", "term", needed=True, words=True)
    say_it_as = Column("Say it as", "say_it_as", words=True)
    also_known_as = Column("Also known as, one in each line", "also_known_as", lines=True, words=True)
    sentence = Column("In one plain sentence", "sentence", needed=True, lines=True, words=True)

    title = "Explained words"
    name_column = "term"

    class Meta(NamedOnceList.Meta):
        model = Term
        fields = ("partnership", "term", "say_it_as", "also_known_as", "sentence")

    def homes(self):
        return rows_worded_by(self.by, Partnership.objects.order_by("name"), path="pk")

    def may_add(self, partnership_id: int) -> bool:
        return may_word(self.by, partnership_id)

    def may_change(self, record: Term, *, public: bool) -> bool:
        return may_word(self.by, record.partnership_id)

    def write(self, new, changed) -> None:
        who = {"by": self.by, "at": self.at, "reason": self.reason}
        add_terms(terms=[plan.record for plan in new], **who)
        columns = ["term", "say_it_as", "also_known_as", "sentence"]
        save_edits(records=[plan.record for plan in changed], fields=columns, **who)
