"""What the office downloads."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import office as make

pytestmark = pytest.mark.django_db
FORMULAS = [
    "=1+1",
    "==1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_an_export_holds_no_live_formula_and_loses_no_letter(client, officer, plan, formula):
    make.ActionFactory(plan=plan, reference="7", official_words=formula, outcome="a=b")
    client.force_login(officer)
    response = client.get(reverse("admin:actions_action_export"))
    assert response["Content-Type"] == "text/csv"
    import csv
    import io

    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    assert row["official_words"] == f"'{formula}"
    assert (row["outcome"], row["reference"]) == ("a=b", "7")
