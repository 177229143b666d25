"""Hidden words by which CaseLink starts processes of its own; nobody types them."""

from __future__ import annotations

from typing import Final

SESSION: Final = "--session"
"""`caselink --session [VAULT]`: one session, started by the supervisor (`supervisor.session_command`)."""

STRANGE_FILE: Final = "--strange-file"
"""`caselink --strange-file`: decodes one file from standard input, apart (`intake/files/apart.py`)."""

PICTURES: Final = "--pictures"
"""`caselink --pictures VAULT USER FOLDER REFERENCE`, the passphrase on standard input."""
