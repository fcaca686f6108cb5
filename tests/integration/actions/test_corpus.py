"""Every plan of the corpus is read with nothing silently wrong and at least 98% of its cells right."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from actions.reading import read_action_plan
from priorities.documents import read_document
from tests.corpus.plan import Plan
from tests.corpus.plans import PLANS
from tests.corpus.run import arguments
from tests.corpus.samples import Sample, samples
from tests.corpus.score import score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_the_plan_is_read(plan: Plan, tmp_path: Path) -> None:
    out = io.StringIO()
    call_command("import_document", *arguments(plan, plan.write(tmp_path)), stdout=out)
    result = score(plan.expected, json.loads(out.getvalue()), plan.name)
    assert result.silent == []
    assert result.share >= 0.98, result.differences


@pytest.mark.reading
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_the_sample_is_read(sample: Sample) -> None:
    result = score(sample.expected, read_action_plan(read_document(sample.path)).as_json(), sample.name)
    assert result.silent == []
    assert result.share >= 0.98, result.differences
