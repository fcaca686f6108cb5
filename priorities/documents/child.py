"""The reader process: give up what is not needed, read the file on standard input, answer in JSON.

Started by `reading.read_document` as `python -m priorities.documents.child NAME LIMITS`. The answer on
standard output is `{"document": ...}` or `{"error": "one sentence"}`. A crash answers nothing, and the parent
says so in words.
"""

from __future__ import annotations

import json
import os
import resource
import sys

from .blocks import Document, DocumentError, document_to_json
from .kinds import kind_of, read_as
from .limits import Limits, check_document


def give_up_rights(limits: Limits) -> None:
    """Limit this process for good: memory, processor time, no writing to files, no core dump, no new
    process.
    """
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        _, hard = resource.getrlimit(what)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (least, least))


def read(data: bytes, name: str, limits: Limits) -> Document:
    """The document in `data`, within the limits. `name` decides the format together with the bytes."""
    document = read_as(kind_of(data, name), data, name, limits)
    if not document.blocks and not document.notices:
        raise DocumentError(f"The file {name} holds no text: check that it was saved, and send it again.")
    check_document(document, limits)
    return document


def answer(data: bytes, name: str, limits: Limits) -> bytes:
    """What the process says of a file: JSON in ASCII, the document or a sentence why it is not read."""
    try:
        if len(data) > limits.packed_bytes:
            raise DocumentError(f"The file {name} changed while it was read: send it again.")
        said = {"document": document_to_json(read(data, name, limits))}
    except DocumentError as error:
        said = {"error": str(error)}
    except RecursionError:
        said = {"error": f"The file {name} is nested too deeply to read: copy its tables into a new, flat document."}
    # Surrogates cannot leave: JSON is written in ASCII.
    return json.dumps(said).encode("ascii")


def main(name: str, limits: Limits) -> None:
    """Read standard input and write the answer to standard output."""
    give_up_rights(limits)
    # One byte more than allowed, so that a file that grew after it was checked is still refused.
    data = sys.stdin.buffer.read(limits.packed_bytes + 1)
    sys.stdout.buffer.write(answer(data, name, limits))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], Limits(**json.loads(sys.argv[2])))
    # Freeing a large document piece by piece takes longer than reading it.
    os._exit(0)
