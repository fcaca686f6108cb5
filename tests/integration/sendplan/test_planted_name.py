"""A name that stands in every public text of a small world is on no page and in no export once it was withdrawn and removed."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.db.models import QuerySet, SlugField, URLField
from django.test import Client
from django.urls import NoReverseMatch, reverse

from actions.models import Action
from actions.services import confirm_redaction, withdraw_words
from actions.services.texts import kinds_read_by_public, read_by_public
from priorities.models import ContentVersion, Partnership, SourceDocument
from priorities.services import columns_with_texts, overwrite
from tests.factories import office as make
from tests.factories import planting

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 20, 11, tzinfo=UTC)


def plant_in_public_texts() -> None:
    """Each public record of the world says the name at the end of each of its texts that is not empty."""
    for model in kinds_read_by_public():
        columns = [field for field in columns_with_texts()[model] if not isinstance(field, SlugField | URLField)]
        if model is SourceDocument:
            columns = [field for field in columns if field.attname == "title"]
        for record in read_by_public(QuerySet(model=model)):
            texts = {field.attname: getattr(record, field.attname) for field in columns}
            room = {field.attname: field.max_length or 10_000 for field in columns}
            named = {name: f"{text} Kim Sample" for name, text in texts.items() if text and isinstance(text, str)}
            overwrite(model, record.pk, {name: text for name, text in named.items() if len(text) <= room[name]})
    for action in read_by_public(Action.objects.all())[:3]:
        overwrite(Action, action.pk, {"slug": f"{action.slug}-kim-sample"})
    ContentVersion.count_up()


def pages_from_home(client: Client) -> dict[str, str]:
    """Every page and file that links lead to, but for filtered, sorted and later parts of a list."""
    found: dict[str, str] = {}
    ways = ["/"]
    while ways:
        address = ways.pop()
        response = client.get(address, follow=True)
        assert response.status_code in (200, 410), address
        found[address] = b"".join(response).decode()
        if response["Content-Type"].startswith("text/html"):
            links = set(re.findall(r'href="(/[^"?#]*)', found[address]))
            ways += sorted(links - found.keys() - set(ways) - {"/admin/"})
            ways = [way for way in ways if not way.startswith(("/static/", "/admin/"))]
    return found


def office_pages(client: Client) -> dict[str, str]:
    """The lists of the office, the page and history of the newest record in each, and the exports."""
    found = {}
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        newest = QuerySet(model=model).order_by("-pk").values_list("pk", flat=True).first()
        for page in ("changelist", "export", "change", "history"):
            if page in ("change", "history") and newest is None:
                continue
            try:
                address = reverse(f"admin:{name}_{page}", args=[newest] if page in ("change", "history") else [])
            except NoReverseMatch:
                continue
            if (name, page) == ("priorities_auditentry", "history"):
                continue  # a line of the log has none
            # An export is what its page posts.
            ask = client.post if page == "export" else client.get
            response = ask(address, {"format": "csv"}, follow=True)
            assert response.status_code == 200, address
            found[address] = b"".join(response).decode("utf-8", "replace")
    return found


def naming(pages: dict[str, str]) -> list[str]:
    return [address for address, page in pages.items() if planting.IN_ANY_FORM.search(page)]


def test_no_page_and_no_export_holds_a_name_that_was_withdrawn_and_removed(client, world):
    plant_in_public_texts()
    before = pages_from_home(client)
    assert len(naming(before)) >= 20
    host = Partnership.objects.host()
    officer = make.MembershipFactory(partnership=host, role="officer").user
    approver = make.MembershipFactory(partnership=host, role="approver").user
    redaction = withdraw_words(partnership=host, words="Kim Sample", reason="family", by=officer, at=AT)
    withdrawn = pages_from_home(Client())
    assert len(withdrawn) == len(before)
    assert naming(withdrawn) == []
    assert any("[words withdrawn]" in page for address, page in withdrawn.items() if address.endswith(".csv"))

    confirm_redaction(redaction=redaction, everywhere=False, by=approver, at=AT)
    removed = {address: b"".join(Client().get(address)).decode() for address in withdrawn if "actions" in address}
    assert naming(removed) == []
    assert any("[removed]" in page for address, page in removed.items() if address.endswith(".csv"))
    assert planting.rows_with_the_name() == []
    client.force_login(make.UserFactory(is_superuser=True))
    assert naming(office_pages(client)) == []
