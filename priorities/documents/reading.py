"""The parent's side of reading: check the file, start the reader process, believe nothing it says
unchecked.
"""

from __future__ import annotations

import json
import os
import selectors
import stat
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from .blocks import Document, DocumentError, document_from_json
from .kinds import shown_name
from .limits import LIMITS, Limits, megabytes, too_much_memory

# The folder that holds the `priorities` package: the child starts there, wherever the parent stands.
_ROOT = Path(__file__).resolve().parents[2]
# What the child may know of the parent's environment: how to find Python's libraries, and no secret.
_ENVIRONMENT = ("PYTHONPATH", "LD_LIBRARY_PATH", "PATH")
# JSON may take six bytes for one character ("\u2019"), and names its fields beside the text.
_ANSWER_BYTES_PER_CHARACTER = 12


def read_document(path: str | os.PathLike[str], *, name: str = "", limits: Limits = LIMITS) -> Document:
    """Read a .txt, .tsv, .csv, .xlsx or .docx file.

    The file is parsed in a child process that is killed when it takes more than `limits.seconds` or
    `limits.memory_bytes`. `name` is what sentences call it, and whose ending says its kind, where it is kept under
    another. Raises DocumentError, one sentence, for everything that cannot be read.
    """
    name = shown_name(name or os.fspath(path))
    descriptor = _open_regular(path, name, limits)
    try:
        answer = _ask_child(descriptor, name, limits)
    finally:
        os.close(descriptor)
    return _understand(answer, name)


def _open_regular(path: str | os.PathLike[str], name: str, limits: Limits) -> int:
    """A descriptor of the file, proved to be an ordinary file of an allowed size; never blocks."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise DocumentError(f"There is no file {name}: check its name and folder.") from None
    except PermissionError:
        raise DocumentError(f"The file {name} may not be read by this program: change its permissions.") from None
    except (OSError, ValueError):
        raise DocumentError(f"The file {name} cannot be opened: check its name and folder.") from None
    try:
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(f"{name} is a folder: name one file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(f"{name} is a device or a pipe, not a file: copy the document into a file first.")
        if found.st_size == 0:
            raise DocumentError(f"The file {name} is empty: check that it was saved, and send it again.")
        if found.st_size > limits.packed_bytes:
            raise DocumentError(
                f"The file {name} has {megabytes(found.st_size)} and the most that is read is "
                f"{megabytes(limits.packed_bytes)}: remove its pictures or split it."
            )
    except DocumentError:
        os.close(descriptor)
        raise
    return descriptor


def _ask_child(descriptor: int, name: str, limits: Limits) -> bytes:
    """What the child process answered about the open file."""
    environment = {key: os.environ[key] for key in _ENVIRONMENT if key in os.environ}
    environment |= {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.Popen(  # noqa: S603 (a fixed program; the name is an argument, not a command)
        [sys.executable, "-m", "priorities.documents.child", name, json.dumps(asdict(limits))],
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=environment,
        start_new_session=True,
    )
    try:
        answer = _read_until(child, limits)
        if answer is None:
            raise DocumentError(
                f"Reading {name} took more than {limits.seconds} seconds, which is the most that is "
                "allowed: split it or save a simpler copy."
            )
        # The pipe is closed, so the child has said everything; it gets a moment to leave.
        child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        pass
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    return answer


def _read_until(child: subprocess.Popen[bytes], limits: Limits) -> bytes | None:
    """Everything the child writes, at most what a document may need; None when its time is over."""
    deadline = time.monotonic() + limits.seconds
    most = limits.total_characters * _ANSWER_BYTES_PER_CHARACTER
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                continue
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return b"".join(pieces)
            size += len(piece)
            if size > most:
                return b""
            pieces.append(piece)
    return None


def _understand(answer: bytes, name: str) -> Document:
    """The document in the child's answer. No answer, or half of one, means that the child died."""
    try:
        plain = json.loads(answer)
        refusal = plain.get("error")
        document = None if refusal else document_from_json(plain["document"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise too_much_memory(name) from None
    if refusal:
        raise DocumentError(refusal)
    return document
