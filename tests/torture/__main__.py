"""`python -m tests.torture`."""

from __future__ import annotations

import sys

from tests.torture.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
