"""The process apart that decodes strange files: what the hidden word of the command line runs."""

from __future__ import annotations

import sys

from caselink.intake.files.job import serve


def serve_apart() -> None:
    """Answer one question about one file, on standard input and output."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
