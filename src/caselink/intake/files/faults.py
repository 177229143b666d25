"""Why a strange file is not opened, as the process apart says it."""

from __future__ import annotations


class NotOpened(ValueError):
    """`problem` is the word by which the process apart says it."""

    problem = "damaged"


class TooLarge(NotOpened):
    """A picture of more points than anybody looks at."""

    problem = "large"


class TooLong(NotOpened):
    """A document of more pages than anybody reads."""

    problem = "long"


class Locked(NotOpened):
    """A document that opens by a passphrase."""

    problem = "locked"


class Active(NotOpened):
    """A document that would run something, or call somebody."""

    problem = "active"


class HoldsFiles(NotOpened):
    """A text with files of other programs inside, whose hidden data nobody can take out."""

    problem = "holds_files"
