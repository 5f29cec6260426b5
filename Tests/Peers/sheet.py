"""One line for each thing that was verified, and how many were not as they must be."""

import importlib.metadata
import re

# The address that alerts lead to, with the case's code and nothing else.
LINK = re.compile(r"^https://nfod\.example\.org/(c/[A-Z0-9]+)?$")


class Wrong(Exception):
    """Something that came is not as it must be."""


def must(condition, what):
    if not condition:
        raise Wrong(what)


class Sheet:
    """One line for each thing verified."""

    def __init__(self):
        self.failures = self.lines = 0

    def holds(self, what, check):
        try:
            said = check()
        except Exception as error:  # whatever a verifier raises
            self._line(False, f"{what}: {said_by(error)}")
        else:
            self._line(True, what + (f" ({said})" if said else ""))

    def refused(self, what, check, by):
        """`by`: the error with which the verifier must say no; any other is a failure too."""
        try:
            check()
        except by as error:
            self._line(True, f"{what} is refused ({said_by(error, 80)})")
        except Exception as error:
            self._line(False, f"{what}: {said_by(error)}")
        else:
            self._line(False, f"{what} is taken")

    def _line(self, good, text):
        self.lines += 1
        self.failures += not good
        print(("   ok  " if good else "   FAILED  ") + text.replace("\n", " "), flush=True)


def said_by(error, most=300):
    words = str(getattr(error, "message", error))[:most]
    return type(error).__name__ + (f": {words}" if words else "")


def version(name):
    return f"{name} {importlib.metadata.version(name)}"


def all_of(came, check):
    must(came, "none came")
    for one in came:
        check(one)
    return f"all {len(came)}"
