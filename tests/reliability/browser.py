"""A browser without a window: keeps cookies, fills in forms as they stand, follows nothing by itself."""

from __future__ import annotations

import http.client
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html


@dataclass(slots=True)
class Answer:
    """What the site answered, read to its end: without that nothing counts as acknowledged."""

    status: int
    location: str
    body: str

    def form_with(self, name: str) -> dict[str, str]:
        """The values of the form that has a field of that name, as a browser would send them without a button."""
        for form in html.fromstring(self.body).forms:
            if name in form.inputs.keys():  # noqa: SIM118  (no mapping)
                fields = {key: value or "" for key, value in form.form_values()}
                # The library takes an empty value of a chosen radio for a missing one.
                chosen = form.xpath(".//input[@type='radio'][@checked]")
                return fields | {radio.name: radio.get("value", "on") for radio in chosen}
        raise AssertionError(f"No form with the field '{name}' on this page: {self.status} {self.body[:300]}")


@dataclass(slots=True)
class Browser:
    """One person at the site `http://127.0.0.1:port`."""

    port: int
    timeout: float = 30
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        body = urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def send(self, path: str, fields: Mapping[str, str], *, name: str, data: bytes) -> Answer:
        """The same with a file in the field "file"."""
        edge = uuid.uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{fields[key]}\r\n' for key in fields]
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = "".join(parts).encode() + head.encode() + data + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def sign_in(self, username: str, password: str) -> None:
        """Raises AssertionError where the site does not let them in."""
        page = self.get("/admin/login/")
        form = page.form_with("username") | {"username": username, "password": password}
        answer = self.post("/admin/login/?next=/admin/", form)
        assert answer.status == 302, f"{username} was not let in: {answer.status}"

    def _ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """Raises OSError or HTTPException where the site hangs up: then nobody knows what became of the request."""
        origin = f"http://127.0.0.1:{self.port}"
        sent = {"Origin": origin, "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self._connection.request(method, path, body or None, {**sent, **(headers or {})})
            response = self._connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except BaseException:
            self._connection.close()
            self._connection = None
            raise
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        location = urlsplit(response.headers.get("Location", ""))
        return Answer(response.status, location.path, text)
