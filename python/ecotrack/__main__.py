"""`python -m ecotrack`."""

from __future__ import annotations

import sys

from . import __version__

_USAGE = """usage: python -m ecotrack doctor      what can be measured from Python here, and why not
       python -m ecotrack --version
"""


def main() -> int:
    words = sys.argv[1:]
    if words == ["doctor"]:
        from . import doctor

        return doctor.run()
    if words == ["--version"]:
        print(f"ecotrack {__version__}")
        return 0
    asked = words in ([], ["--help"], ["-h"])
    (sys.stdout if asked else sys.stderr).write(_USAGE)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
