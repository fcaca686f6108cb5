"""Runs the reader on every plan of the corpus and prints how well it read them.

    python -m tests.corpus.run [name …] [-v] [--keep DIR]

Exit code 1 if a value is silently wrong or a plan has under 98% of its cells right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from .plan import Plan
from .plans import PLANS
from .score import Score, score

ROOT = Path(__file__).resolve().parents[2]


def arguments(plan: Plan, path: Path) -> list[str]:
    """The arguments of import_document for a plan (a dry run with JSON on standard output)."""
    dated = ["--document-date", plan.document_date] if plan.document_date else []
    return [str(path), "--kind", "action-plan", "--plan", "x", "--json", *dated]


def read(plan: Plan, folder: Path) -> dict[str, Any] | str:
    """What the reader makes of a plan, or its complaint where it gives no JSON."""
    path = plan.write(folder)
    command = [sys.executable, "manage.py", "import_document", *arguments(plan, path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 0:
        try:
            answer = json.loads(done.stdout)
        except json.JSONDecodeError:
            return f"no JSON: {done.stdout[:200]!r}"
        (folder / f"{plan.name}.json").write_text(json.dumps(answer, indent=1, ensure_ascii=False), "utf-8")
        return answer
    return " ".join(done.stderr.split("\n")[-3:]).strip() or "no message"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reader on the corpus of invented plans.")
    parser.add_argument("names", nargs="*", help="parts of plan names; all plans without any")
    parser.add_argument("-v", "--verbose", action="store_true", help="print every difference")
    parser.add_argument("--keep", type=Path, help="write the files and answers into this folder")
    options = parser.parse_args(argv)
    chosen = [plan for plan in PLANS if not options.names or any(name in plan.name for name in options.names)]
    if not chosen:
        parser.error(f"no plan is called {' or '.join(options.names)}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        scores = [_report(plan, read(plan, folder), options.verbose) for plan in chosen]
    cells, right = sum(s.cells - s.excused for s in scores), sum(s.right for s in scores)
    silent = sum(len(s.silent) for s in scores)
    passed = sum(s.passed for s in scores)
    print(
        f"{len(scores)} plans, {passed} passed; {right}/{cells} cells right ({right / max(cells, 1):.2%}), "
        f"{sum(s.warned for s in scores)} warned, {silent} silent, "
        f"{sum(s.alarms for s in scores)} needless warnings"
    )
    return 0 if passed == len(scores) else 1


def _report(plan: Plan, answer: dict[str, Any] | str, verbose: bool) -> Score:
    if isinstance(answer, str):
        result = Score(plan.name, cells=10 * len(plan.expected.actions), silent=[f"not read: {answer}"])
    else:
        result = score(plan.expected, answer, plan.name)
    print(
        f"{'pass' if result.passed else 'FAIL'} {plan.name}: {result.cells} cells, {result.right} right "
        f"({result.share:.1%}), {result.warned} warned, {len(result.silent)} silent, {result.alarms} "
        f"needless warnings"
    )
    shown = len(result.silent) + len(result.differences) if verbose else 6
    for line in [f"  SILENT {text}" for text in result.silent][:shown]:
        print(line if verbose else line[:300])
    for line in [f"  warned {text}" for text in result.differences][: max(0, shown - len(result.silent))]:
        print(line if verbose else line[:300])
    return result


if __name__ == "__main__":
    sys.exit(main())
