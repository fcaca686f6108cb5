"""Explained words in the office: who writes them, and what is refused."""

from __future__ import annotations

import pytest
from django.urls import reverse

from priorities.services import NotAllowed
from routemaps.models import Term
from routemaps.services import add_terms
from tests.factories import office as make
from tests.factories.lists import confirm, exported, preview, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]

ADD = "/admin/routemaps/term/add/"


@pytest.fixture
def partnership():
    return make.PartnershipFactory(name="Westmarch")


@pytest.fixture
def editor(client, partnership):
    user = make.MembershipFactory(partnership=partnership, role="editor").user
    client.force_login(user)
    return user


def typed(partnership, **changes) -> dict[str, object]:
    return {
        "partnership": partnership.pk,
        "term": "EHC plan",
        "say_it_as": "E H C plan",
        "also_known_as": "statement\nEHCP",
        "sentence": "It says by law what help a child must get.",
        **changes,
    }


def test_an_editor_adds_and_changes_a_word(client, editor, partnership):
    assert client.post(ADD, typed(partnership)).status_code == 302
    term = Term.objects.get()
    assert (term.term, term.slug, term.also_known_as) == ("EHC plan", "ehc-plan", "statement\nEHCP")
    assert (term.history.get().history_user, str(term)) == (editor, "EHC plan")
    change = reverse("admin:routemaps_term_change", args=[term.pk])
    assert client.post(change, typed(partnership, term="EHC plans", version_read="1")).status_code == 302
    term.refresh_from_db()
    assert (term.term, term.slug, term.version) == ("EHC plans", "ehc-plan", 2)
    assert client.post(change, typed(partnership, version_read="1")).context["errors"]


def test_a_partnership_has_a_word_once_and_another_may_have_it_too(client, editor, partnership):
    make.TermFactory(term="EHC plan")
    assert client.post(ADD, typed(partnership)).status_code == 302
    again = client.post(ADD, typed(partnership))
    assert again.context["adminform"].form.non_field_errors() == [
        "Partnership and Term: there is one with the same already; change it here, or open that one."
    ]


def test_an_editor_chooses_among_their_own_partnerships(client, editor, partnership):
    make.PartnershipFactory()
    make.MembershipFactory(user=editor, role="board")
    form = client.get(ADD).context["adminform"].form
    assert list(form.fields["partnership"].queryset) == [partnership]


def test_words_hold_nobody_back(partnership):
    make.HeldBackFactory(plan__partnership=partnership, words="Vera Sample")
    with pytest.raises(NotAllowed, match="'Vera Sample' is held back"):
        add_terms(
            terms=[Term(partnership=partnership, term="Help", sentence="Ask Vera Sample.")], by=None, at=make.MOMENT
        )
    with pytest.raises(NotAllowed, match="Term and in one plain sentence: 'Vera Sample' is held back"):
        add_terms(terms=[Term(partnership=partnership, term="Vera", sentence="Sample helps.")], by=None, at=make.MOMENT)
    assert not Term.objects.exists()


def test_an_editor_brings_in_words_and_an_officer_does_not(client, editor, partnership):
    make.TermFactory(partnership=partnership, term="SEN")
    (row,) = rows_of(exported(client, "routemaps_term"))
    new = {**row, "Record (leave as it is)": "", "Term": "LSA", "Also known as, one in each line": "TA\nhelper"}
    page = preview(client, "routemaps_term", [{**row, "In one plain sentence": "It is need."}, new])
    assert confirm(client, "routemaps_term", page).status_code == 302
    assert list(Term.objects.values_list("term", "slug", "sentence")) == [
        ("LSA", "lsa", "It is explained here."),
        ("SEN", Term.objects.get(term="SEN").slug, "It is need."),
    ]
    client.force_login(make.MembershipFactory(partnership=partnership).user)
    assert client.get(reverse("admin:routemaps_term_import")).status_code == 403
