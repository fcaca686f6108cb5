"""What lies beside a sheet's cells: comments old and new, pictures, charts and text boxes. All become
notices.
"""

from __future__ import annotations

from .blocks import Notice
from .package import Package, local
from .wording import clean


def extras(package: Package, people: dict[str, str], part: str, place: str, *, drawings: bool) -> list[Notice]:
    """Notices of the parts that belong to the sheet `part`. `people` names the writers of threaded comments
    by id.
    """
    notices: list[Notice] = []
    threaded: set[str] = set()
    relations = sorted(package.relations(part).values(), key=lambda relation: relation.kind != "threadedComment")
    for relation in relations:
        if not package.has(relation.target):
            continue
        if relation.kind == "threadedComment":
            for comment in package.elements(relation.target, "threadedComment"):
                threaded.add(comment.get("ref") or "")
                text = "".join(node.text or "" for node in comment.iterfind("{*}text"))
                notices += _comment(
                    comment.get("ref") or "", text, place, people.get(comment.get("personId") or "", "")
                )
        elif relation.kind == "comments":
            for comment in package.elements(relation.target, "comment"):
                # Excel keeps a plain copy of each thread for old readers.
                if (comment.get("ref") or "") not in threaded:
                    text = "".join(node.text or "" for node in comment.iter("{*}t"))
                    notices += _comment(comment.get("ref") or "", text, place, "")
        elif relation.kind == "drawing" and drawings:
            notices += _drawing(package, relation.target, place)
    return notices


def _comment(reference: str, text: str, place: str, writer: str) -> list[Notice]:
    words = clean(text, f"the comment at {reference} of {place}")
    if not words:
        return []
    words = f"{clean(writer, place)}: {words}" if writer else words
    said = f"There is a comment on cell {reference} of {place}, which is not content."
    return [Notice(f"{place}, cell {reference}", "comment", words, said)]


def _drawing(package: Package, part: str, place: str) -> list[Notice]:
    notices = []
    for shape in package.tree(part).iter("{*}sp", "{*}pic", "{*}graphicFrame"):
        name = local(shape)
        if name == "sp":
            lines = ["".join(run.text or "" for run in line.iter("{*}t")) for line in shape.iter("{*}p")]
            words = clean("\n".join(lines), f"a text box of {place}")
            if words:
                said = f"The {place} has a text box over its cells, which is not read as content."
                notices.append(Notice(place, "text box", words, said))
            continue
        kind = "picture" if name == "pic" else "chart"
        described = next(shape.iter("{*}cNvPr"), None)
        words = "" if described is None else clean(described.get("descr") or "", place)
        notices.append(Notice(place, kind, words, f"The {place} has a {kind}, which cannot be read."))
    return notices
