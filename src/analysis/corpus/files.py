"""A file of a corpus, opened once: what recognises its format and what reads it share what was decoded."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from pathlib import Path

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph
from striprtf.striprtf import rtf_to_text

from .records import NotThisFormatError, decoded

LARGEST = 512 * 1024**2  # bytes of a file that is read as a whole; an export of 500 articles has a few million
UNPACKED = 256 * 1024**2  # bytes that the members of one zipped document may have together
_ZIP, _RTF, _OLE, _PDF = b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"%PDF"


class File:
    """One file: its path, its name within the corpus, and what stands in it.

    Attributes:
        path: Where it lies.
        source: Its path within the corpus, as the tables give it.
        declared_encoding: The encoding that the corpus declares for files that are not UTF-8.
    """

    def __init__(self, path: Path, source: str, declared_encoding: str | None = None) -> None:
        self.path = path
        self.source = source
        self.declared_encoding = declared_encoding

    @cached_property
    def data(self) -> bytes:
        """All its bytes.

        Raises:
            NotThisFormatError: There are more than fit into memory with good manners.
        """
        size = self.path.stat().st_size
        if size > LARGEST:
            remedy = "split it, or export it as JSON Lines, which is read line by line"
            raise NotThisFormatError(f"it has {size / 1024**2:,.0f} MB, more than {LARGEST // 1024**2}; {remedy}")
        return self.path.read_bytes()

    @property
    def text(self) -> str:
        """It as text.

        Raises:
            NotThisFormatError: Its bytes are no text.
        """
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """The encoding it is in."""
        return "utf-8" if self._is_document else self._decoded[1]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of a text, or the paragraphs of a Word or RTF document, cells of tables one by one.

        Raises:
            NotThisFormatError: It is none of these, or would unpack to more than memory holds.
        """
        if self.data.startswith(_ZIP):
            return self._of_word()
        if self.data.startswith(_RTF):
            return self._of_rtf()
        if self.data.startswith(_OLE):
            raise NotThisFormatError("it is a Word document of before 2007; save it as .docx")
        if self.data.startswith(_PDF):
            raise NotThisFormatError("it is a PDF; export it as .docx, .rtf or text")
        return self.text.splitlines()

    @property
    def _is_document(self) -> bool:
        return self.data.startswith((_ZIP, _RTF))

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        text, encoding = decoded(self.data, self.declared_encoding)
        return text.replace("\r\n", "\n").replace("\r", "\n"), encoding

    def _of_word(self) -> list[str]:
        self.check_zip()
        try:
            document = docx.Document(io.BytesIO(self.data))
            blocks = [_cells(one) if isinstance(one, Table) else [one] for one in document.iter_inner_content()]
            return [line for paragraphs in blocks for one in paragraphs for line in one.text.split("\n")]
        except Exception as error:  # of a damaged document python-docx and zipfile raise whatever they stumble over
            raise NotThisFormatError(f"it is no Word document ({error})") from error

    def _of_rtf(self) -> list[str]:
        try:
            text: str = rtf_to_text(self.data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
            return text.splitlines()
        except (ValueError, LookupError, IndexError, RecursionError, OverflowError) as error:
            raise NotThisFormatError(f"it is broken RTF ({error})") from error

    def check_zip(self) -> None:
        """Refuse a zipped document that is broken, or would unpack to more than memory holds.

        Raises:
            NotThisFormatError: It is one of these.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                size = sum(member.file_size for member in archive.infolist())
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise NotThisFormatError(f"it is a broken zip file ({error})") from error
        if size > UNPACKED:
            raise NotThisFormatError(f"it would unpack to {size / 1024**2:,.0f} MB, more than {UNPACKED // 1024**2}")


def _cells(table: Table) -> list[Paragraph]:
    """Return the paragraphs of a table, row by row; a merged cell once."""
    cells = list(dict.fromkeys(cell._tc for row in table.rows for cell in row.cells))
    return [Paragraph(element, table) for cell in cells for element in cell.p_lst]
