"""The access log of gunicorn, where somebody asks for one: without what was asked, without where it was asked from."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from sendplan.logs import without_secrets

NOWHERE = "-"
_NAMES = ("query", "referer", "uri", "path_info", "cookie", "location")
"""Parts of the names of headers and variables in which an address or what was asked of it stands."""


class QuietLogger(Logger):
    """Writes an access log in any format, and never a family's dates, a referrer or the secret of a link."""

    def atoms(self, resp: Any, req: Any, variables: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What the format may name: the path stands in place of every whole address."""
        found = super().atoms(resp, req, variables, request_time)
        path = without_secrets(str(variables.get("PATH_INFO", "")))
        found = {name: NOWHERE if any(part in name for part in _NAMES) else value for name, value in found.items()}
        found |= {"U": path, "q": "", "f": NOWHERE}
        found["r"] = f"{variables.get('REQUEST_METHOD', '')} {path} {variables.get('SERVER_PROTOCOL', '')}"
        return found
