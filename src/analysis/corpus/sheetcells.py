"""A program of its own that lays out a workbook's cells: from standard input to standard output, pickled.

The library under it asks for as much memory as a damaged workbook says it needs, and ends the whole process where
there is not as much. So it is run in a process that may end. It imports nothing of this package.
"""

from __future__ import annotations

import io
import pickle
import sys

from python_calamine import CalamineError, CalamineWorkbook

_MEMORY = 6 * 1024**3  # bytes; a sheet of a million rows and ten columns takes one and a half


def main() -> int:
    """Write the names and rows of all sheets; return 1, with the reason on the standard error, where that fails."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # where there is no such limit, a refusal of the system ends the process as well
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        found = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        sys.stderr.write(str(error))
        return 1
    pickle.dump(found, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
