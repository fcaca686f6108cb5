"""Reading in a child process: what reaches it, what it may do, and what is said when it dies."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from priorities.documents import LIMITS, DocumentError, Paragraph, read_document, reading

pytestmark = pytest.mark.reading

ROOT = Path(__file__).resolve().parents[3]


def refusal(path, limits=LIMITS):
    with pytest.raises(DocumentError) as caught:
        read_document(path, limits=limits)
    assert caught.value.__cause__ is None
    return str(caught.value)


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Train all staff\n")
    return path


def fake_child(monkeypatch, tmp_path, code):
    """Let the reader process run this code instead."""
    package = tmp_path / "fake" / "priorities" / "documents"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").write_text("")
    (package / "child.py").write_text(code)
    monkeypatch.setattr(reading, "_ROOT", tmp_path / "fake")


def test_a_file_is_read_wherever_the_parent_stands(plan, monkeypatch):
    monkeypatch.chdir("/")
    document = read_document(plan)
    assert (document.format, document.blocks) == ("txt", (Paragraph("line 1", "Train all staff"),))
    monkeypatch.chdir(plan.parent)
    assert read_document("plan.txt") == document


def test_a_module_that_lies_beside_the_file_is_not_imported(plan, monkeypatch):
    (plan.parent / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(plan.parent)
    assert read_document("plan.txt").blocks == (Paragraph("line 1", "Train all staff"),)


def test_a_link_to_a_file_is_followed(plan):
    link = plan.parent / "link.txt"
    link.symlink_to(plan)
    assert read_document(link).blocks == (Paragraph("line 1", "Train all staff"),)


def test_no_file(tmp_path):
    assert refusal(tmp_path / "none.txt") == "There is no file none.txt: check its name and folder."


def test_a_folder(tmp_path):
    (tmp_path / "plan.txt").mkdir()
    assert refusal(tmp_path / "plan.txt") == "plan.txt is a folder: name one file in it."


def test_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "plan.txt")
    assert refusal(tmp_path / "plan.txt") == (
        "plan.txt is a device or a pipe, not a file: copy the document into a file first."
    )


def test_a_link_to_an_endless_device(tmp_path):
    (tmp_path / "plan.txt").symlink_to("/dev/zero")
    assert refusal(tmp_path / "plan.txt") == (
        "plan.txt is a device or a pipe, not a file: copy the document into a file first."
    )


def test_a_link_to_itself_and_an_impossible_name(tmp_path):
    (tmp_path / "plan.txt").symlink_to(tmp_path / "plan.txt")
    assert refusal(tmp_path / "plan.txt") == "The file plan.txt cannot be opened: check its name and folder."
    assert refusal("plan\0.txt") == "The file plan?.txt cannot be opened: check its name and folder."


@pytest.mark.parametrize("error", [PermissionError])
def test_a_file_that_may_not_be_read(plan, monkeypatch, error):
    def refuse(*args):
        raise error

    monkeypatch.setattr(reading.os, "open", refuse)
    assert refusal(plan) == "The file plan.txt may not be read by this program: change its permissions."


@pytest.mark.parametrize("name", ["plan.txt", "plan.csv", "plan.tsv"])
def test_an_empty_file_and_one_of_blanks(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"")
    assert refusal(path) == f"The file {name} is empty: check that it was saved, and send it again."
    path.write_text(" \n\t\n\u00a0\n\f\n")
    assert refusal(path) == f"The file {name} holds no text: check that it was saved, and send it again."


def test_a_file_over_five_megabytes_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_ask_child", None)
    path = tmp_path / "plan.txt"
    path.write_bytes(b"a" * (5 * 1024 * 1024 + 1))
    assert refusal(path) == (
        "The file plan.txt has 5.1 MB and the most that is read is 5 MB: remove its pictures or split it."
    )


def test_a_reader_that_takes_too_long_is_killed(plan, monkeypatch, tmp_path):
    fake_child(monkeypatch, tmp_path, "import time\ntime.sleep(60)")
    assert refusal(plan, dataclasses.replace(LIMITS, seconds=1)) == (
        "Reading plan.txt took more than 1 seconds, which is the most that is allowed: split it or save a simpler copy."
    )


@pytest.mark.parametrize(
    "code",
    [
        "raise MemoryError",
        "import os\nos.abort()",
        "import ctypes\nctypes.string_at(0)",
        "print('{\"document\": {}}')",
        "print('[]')",
        "print('{\"document\"')",
        "import sys\nsys.stdout.buffer.write(b'\\xff' * 10)",
        "import sys\nwhile True: sys.stdout.buffer.write(b' ' * 65536)",
    ],
)
def test_a_reader_that_dies_or_babbles_gives_one_sentence(plan, monkeypatch, tmp_path, code):
    fake_child(monkeypatch, tmp_path, code)
    assert refusal(plan) == (
        "The file plan.txt needs too much memory to read or is damaged: open it, copy what matters "
        "into a new file and send that."
    )


def test_the_reader_gets_no_secret_of_the_parent(plan, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "not for the reader")
    fake_child(
        monkeypatch,
        tmp_path,
        "import json, os\nprint(json.dumps({'error': ' '.join(sorted(os.environ))}))",
    )
    known = set(refusal(plan).split())
    assert "SECRET_KEY" not in known
    assert known <= {
        "PATH",
        "PYTHONPATH",
        "LD_LIBRARY_PATH",
        "PYTHONUTF8",
        "PYTHONDONTWRITEBYTECODE",
        "LC_CTYPE",
    }


def in_child(code):
    """What this code prints after the reader has given up its rights."""
    limits = json.dumps(dataclasses.asdict(LIMITS))
    prepared = (
        "import json\nfrom priorities.documents.child import give_up_rights\n"
        f"from priorities.documents.limits import Limits\ngive_up_rights(Limits(**json.loads('{limits}')))\n"
    )
    done = subprocess.run([sys.executable, "-c", prepared + code], cwd=ROOT, capture_output=True, text=True, timeout=30)
    return done.stdout.strip()


def test_the_reader_cannot_take_memory_or_write_files(tmp_path):
    assert in_child("try:\n  bytearray(600 * 2**20)\nexcept MemoryError:\n  print('refused')") == "refused"
    target = tmp_path / "out"
    code = f"try:\n  open({str(target)!r}, 'wb', buffering=0).write(b'x')\nexcept OSError:\n  print('refused')"
    assert in_child(code) == "refused"
    assert target.read_bytes() == b""


def test_text_is_read_without_the_libraries_for_office_files_or_django():
    code = (
        "import sys\nfrom priorities.documents.child import read\nfrom priorities.documents.limits "
        "import LIMITS\nread(b'Ref\\tAction', 'plan.txt', LIMITS)\n"
        "print([name for name in ('lxml', 'openpyxl', 'docx', 'django', 'zipfile') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
