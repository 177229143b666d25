"""A process that makes a vault once, as the window does, and says its recovery code: while its disk refuses a call.

Standard input brings the folder, the worker and her passphrase, one a line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from caselink.errors import CaseLinkError
from caselink.services.office import create_office
from caselink.services.workers import show_code_once
from tests import quick_age


def main() -> None:
    quick_age.install()
    folder, user, passphrase = sys.stdin.read().split("\n")
    try:
        office, code = create_office(Path(folder), user, passphrase, "Office", prepare=show_code_once)
    except CaseLinkError as fault:
        sys.stderr.write(f"{type(fault).__name__}\n")
        sys.exit(fault.exit_code)
    sys.stdout.write(code)
    sys.stdout.flush()
    office.close()


if __name__ == "__main__":
    main()
