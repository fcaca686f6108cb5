"""An Office file as a zip of XML parts, opened without trusting any of it.

Sizes are counted while unpacking, not read from the headers. XML with a document type declaration is refused,
so no entity is ever defined, and nothing outside the file is ever fetched.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from lxml import etree

from .blocks import DocumentError
from .limits import Limits, megabytes, too_much_memory

_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def local(element: etree._Element) -> str:
    """The element's name without its namespace: Office writes the same names in two namespaces (ISO 29500
    strict).
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child of this local name, or None; quicker than `find`, which counts with a million cells."""
    return next(element.iterchildren(f"{{*}}{name}"), None)


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, in whatever namespace, or None."""
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return value
    return None


def peek(data: bytes, name: str) -> tuple[list[str], bytes]:
    """The names in the archive and the bytes of its content types, at most 1 MB of them; b"" when it has
    none.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            types = next((part for part in names if part.lower() == "[content_types].xml"), None)
            if types is None or archive.getinfo(types).compress_type not in _METHODS:
                return names, b""
            with archive.open(types) as member:
                return names, member.read(1 << 20)
    except _DAMAGE:
        raise _damaged(name) from None


def _damaged(name: str) -> DocumentError:
    return DocumentError(f"The file {name} is damaged or cut short: open it, save it again and send the new copy.")


class Relation(NamedTuple):
    """One relation of a part: the last word of its type, and the part that it leads to ("" when outside the
    file).
    """

    kind: str
    target: str


class Package:
    """The parts of one Office file."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        """Check every member of the archive. Raises DocumentError for damage, bombs, odd names and
        passwords.
        """
        self.name = name
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._parts = self._checked(len(data))
        except DocumentError:
            raise
        except _DAMAGE:
            raise _damaged(name) from None

    def _checked(self, packed: int) -> dict[str, zipfile.ZipInfo]:
        """Members by lower-case name, after unpacking each one once to measure it."""
        limits, parts, total = self._limits, {}, 0
        members = self._archive.infolist()
        if len(members) > limits.members:
            raise DocumentError(
                f"The file {self.name} has {len(members):,} parts inside and the most that is read is "
                f"{limits.members:,}: remove its pictures and save it again."
            )
        for member in members:
            key = member.filename.replace("\\", "/").lower()
            if key.startswith("/") or ".." in key.split("/") or ":" in key:
                raise DocumentError(
                    f"The file {self.name} names a part outside itself ({member.filename[:60]!r}): make a "
                    "new document and copy the content into it."
                )
            if member.flag_bits & _ENCRYPTED:
                raise DocumentError(
                    f"The file {self.name} is locked with a password: open it, remove the password and save it again."
                )
            if key in parts or member.compress_type not in _METHODS:
                raise _damaged(self.name)
            with self._archive.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    total += len(piece)
                    if total > limits.unpacked_bytes:
                        raise DocumentError(
                            f"The file {self.name} unpacks to more than "
                            f"{megabytes(limits.unpacked_bytes)}, which is the most that is read: remove "
                            "its pictures and empty rows, or split it."
                        )
                    if total > packed * limits.unpack_ratio:
                        raise DocumentError(
                            f"The file {self.name} unpacks to more than {limits.unpack_ratio} times its "
                            "size, as no honest document does: copy its content into a new document."
                        )
            parts[key] = member
        return parts

    def has(self, part: str) -> bool:
        """Whether the package has this part."""
        return part.lower() in self._parts

    def _open(self, part: str) -> BinaryIO:
        try:
            return self._archive.open(self._parts[part.lower()])
        except (KeyError, *_DAMAGE):
            raise _damaged(self.name) from None

    def tree(self, part: str) -> etree._Element:
        """The root element of an XML part. Raises DocumentError for damage and for a document type
        declaration.
        """
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        with self._open(part) as stream:
            try:
                root = etree.parse(stream, parser).getroot()
            except etree.XMLSyntaxError as error:
                raise self._broken_xml(part, error) from None
        self._refuse_declaration(root, part)
        return root

    def elements(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The part's elements of these local names, each once complete, in order; the tree is dropped
        behind them.

        Raises DocumentError as `tree` does. Name only elements that do not stand inside each other.
        """
        with self._open(part) as stream:
            found = etree.iterparse(
                stream,
                events=("end",),
                tag=[f"{{*}}{name}" for name in names],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            done: etree._Element | None = None
            try:
                for _, element in found:
                    if done is None:
                        self._refuse_declaration(element, part)
                    elif (parent := done.getparent()) is not None:
                        parent.remove(done)
                    yield element
                    done = element
            except etree.XMLSyntaxError as error:
                raise self._broken_xml(part, error) from None
            if found.root is not None:
                self._refuse_declaration(found.root, part)

    def _broken_xml(self, part: str, error: etree.XMLSyntaxError) -> DocumentError:
        said = str(error).lower()
        if "depth" in said:
            return DocumentError(
                f"The file {self.name} is nested too deeply to read (part {part}): copy its tables into a "
                "new, flat document."
            )
        if error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            return too_much_memory(self.name)
        if "entity" in said or "entities" in said:
            return self._declared(part)
        return _damaged(self.name)

    def _declared(self, part: str) -> DocumentError:
        return DocumentError(
            f"The file {self.name} declares a document type or entities in its part {part}, which Office "
            "never does: copy its content into a new document."
        )

    def _refuse_declaration(self, element: etree._Element, part: str) -> None:
        if element.getroottree().docinfo.internalDTD is not None:
            raise self._declared(part)

    def relations(self, part: str) -> dict[str, Relation]:
        """The part's relations by their id; {} when it has none. "" is the package itself."""
        folder, base = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(rels):
            return {}
        relations = {}
        for element in self.tree(rels).iter("{*}Relationship"):
            target = (element.get("Target") or "").replace("\\", "/")
            if element.get("TargetMode") == "External":
                target = ""
            elif target.startswith("/"):
                target = target.lstrip("/")
            else:
                target = posixpath.normpath(posixpath.join(folder, target))
            kind = (element.get("Type") or "").rpartition("/")[2]
            relations[element.get("Id") or ""] = Relation(kind, target)
        return relations

    def related(self, part: str, kind: str) -> list[str]:
        """The existing parts that `part` relates to by this kind ("styles", "comments", ...)."""
        return [r.target for r in self.relations(part).values() if r.kind == kind and self.has(r.target)]

    def main_part(self) -> str:
        """The part that holds the document itself. Raises DocumentError when there is none."""
        parts = self.related("", "officeDocument")
        if not parts:
            raise _damaged(self.name)
        return parts[0]
