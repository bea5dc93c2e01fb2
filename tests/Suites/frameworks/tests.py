"""Runs the tests beside it, and prints a line for each as tests/Suites/frame.sh reads them."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path


class Lines(unittest.TestResult):
    """A line for each test at once: a suite that is ended early has told what it knew."""

    def addSuccess(self, test: unittest.TestCase) -> None:
        print(f"ok {test.id()}", flush=True)

    def addFailure(self, test: unittest.TestCase, err: object) -> None:
        super().addFailure(test, err)  # type: ignore[arg-type]
        self._tell(test, self.failures[-1][1])

    def addError(self, test: unittest.TestCase, err: object) -> None:
        super().addError(test, err)  # type: ignore[arg-type]
        self._tell(test, self.errors[-1][1])

    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: object) -> None:
        super().addSubTest(test, subtest, err)  # type: ignore[arg-type]
        if err is not None:
            self._tell(subtest, (self.failures + self.errors)[-1][1])

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:
        super().addSkip(test, reason)
        print(f"skipped {test.id()}: {reason}", flush=True)

    @staticmethod
    def _tell(test: unittest.TestCase, why: str) -> None:
        print(f"FAILED {test.id()}:\n  " + why.replace("\n", "\n  "), flush=True)


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent
    sys.path.insert(0, str(folder))
    result = Lines()
    unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py").run(result)
    print("end of the tests")
    sys.exit(not result.wasSuccessful())
