"""How a test walks through the pages of an import as a browser does: it posts what the forms show."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import ImportRun


class Pages:
    """The pages of one person."""

    def __init__(self, client, user) -> None:
        self.client = client
        client.force_login(user)

    def upload(self, name: str = "", data: bytes = b"", *, plan="new", title="", day="", pasted="", **more):
        sent = {"plan": getattr(plan, "pk", plan), "new_title": title, "document_date": day, "pasted": pasted, **more}
        if name:
            sent["file"] = SimpleUploadedFile(name, data)
        return self.client.post(reverse("office:import-new"), sent)

    def run(self) -> ImportRun:
        return ImportRun.objects.first()

    def at(self, page: str, run: ImportRun | None = None) -> str:
        return reverse(f"office:import-{page}", args=[(run or self.run()).pk])

    def get(self, page: str, run=None):
        return self.client.get(self.at(page, run))

    def typed(self, page: str, run=None) -> dict[str, object]:
        """What a browser would send of a page's form as it is shown."""
        form = self.get(page, run).context["form"]
        return {name: _plain(form[name].value()) for name in form.fields if _plain(form[name].value()) != ""}

    def map(self, run=None, **said):
        return self.client.post(self.at("map", run), {**self.typed("map", run), **said})

    def answer(self, run=None, **said):
        return self.client.post(self.at("preview", run), {**self.typed("preview", run), "do": "keep", **said})

    def confirm(self, run=None, **said):
        return self.client.post(self.at("preview", run), {**self.typed("preview", run), "do": "confirm", **said})

    def undo(self, run=None):
        return self.client.post(self.at("undo", run))

    def whole_way(self, *args, **kwargs) -> ImportRun:
        assert self.upload(*args, **kwargs).status_code == 302
        self.client.post(self.at("map"), {"version": self.run().version})
        assert self.confirm().status_code == 302
        return self.run()


def _plain(value: object) -> object:
    return "on" if value is True else "" if value in (None, False) else value
