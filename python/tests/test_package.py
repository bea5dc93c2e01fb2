"""The package as it is installed: what an import costs, Python's versions, types, the wheel and the sdist."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import unittest
import zipfile
from pathlib import Path
from typing import List

from program import PACKAGE, STANDIN, ProgramTest

BUILD = str(PACKAGE / "build_wheel.py")
# A program for x86-64 that every machine has stands for the one of 37 MB.
PROGRAM = os.path.realpath("/bin/true")
VERSIONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")


def pythons() -> List[str]:
    """The Pythons of this machine, one of each version: on PATH, and pyenv's."""
    found = {}
    folders = [*os.environ.get("PATH", "").split(os.pathsep), *map(str, Path.home().glob(".pyenv/versions/*/bin"))]
    for version in VERSIONS:
        for folder in folders:
            path = os.path.join(folder, f"python{version}")
            if version not in found and os.access(path, os.X_OK) and ".pyenv/shims" not in path:
                found[version] = path
    return list(found.values())


class Imports(ProgramTest):
    def test_an_import_loads_nothing_of_the_package_and_nothing_costly(self) -> None:
        done = subprocess.run(
            [sys.executable, "-S", "-c", "import sys; before = set(sys.modules); import ecotrack; print(*sorted(set(sys.modules) - before))"],
            env=self.environment(), capture_output=True, text=True, check=True,
        )
        self.assertEqual({"__future__", "ecotrack"}, set(done.stdout.split()))

    def test_all_that_is_promised_is_there(self) -> None:
        told = self.run_program(
            """
            names = [name for name in ecotrack.__all__ if name not in ("attach", "autolog")]
            missing = [name for name in names if not hasattr(ecotrack, name) or name not in dir(ecotrack)]
            print(json.dumps([missing, hasattr(ecotrack, "nothing")]))
            """
        ).told
        self.assertEqual([[], False], told)

    def test_every_version_of_python_measures(self) -> None:
        script = "import ecotrack, sys\nwith ecotrack.monitor('m') as m: m.result\n@ecotrack.track\ndef f(): pass\nf()\nprint(m.status, m.energy_joules > 0)\nm.report(); m._repr_html_()\nfrom ecotrack.compat import codecarbon, eco2ai\nfrom ecotrack import doctor"
        for python in pythons():
            with self.subTest(python):
                done = subprocess.run([python, "-W", "error", "-c", script], env=self.environment(), cwd=self.folder, capture_output=True, text=True, timeout=60)
                self.assertEqual(("measured True\n", ""), (done.stdout, done.stderr))


class Types(unittest.TestCase):
    def test_mypy_is_content(self) -> None:
        if shutil.which("mypy") is None:
            self.skipTest("needs mypy")
        done = subprocess.run(["mypy", "--no-incremental"], cwd=PACKAGE, capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stdout)

    def test_pyflakes_is_content(self) -> None:
        if shutil.which("pyflakes3") is None:
            self.skipTest("needs pyflakes3")
        # It can't know that `import a as a` offers a name to others.
        done = subprocess.run(["pyflakes3", "ecotrack", "tests", "build_wheel.py", "elf.py"], cwd=PACKAGE, capture_output=True, text=True, check=False)
        self.assertEqual([], [line for line in done.stdout.splitlines() if not line.startswith("ecotrack/__init__.py")])


class Wheels(ProgramTest):
    def build(self, folder: str, *words: str, epoch: str = "1700000000") -> List[Path]:
        if sys.version_info < (3, 11):
            self.skipTest("building needs Python 3.11")
        into = self.folder / folder
        subprocess.run([sys.executable, BUILD, "--into", str(into), *words], env={**os.environ, "SOURCE_DATE_EPOCH": epoch}, check=True, capture_output=True)
        return sorted(into.iterdir())

    def test_the_record_tells_every_file(self) -> None:
        wheel, _ = self.build("w", "--binary", PROGRAM)
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            record = next(name for name in names if name.endswith("/RECORD"))
            rows = {row[0]: row[1:] for row in csv.reader(io.StringIO(archive.read(record).decode()))}
            self.assertEqual(set(names), set(rows))
            self.assertEqual(len(names), len(set(names)))
            for name in names:
                if name != record:
                    data = archive.read(name)
                    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                    self.assertEqual([f"sha256={digest}", str(len(data))], rows[name])
            self.assertEqual(0o755, archive.getinfo("ecotrack/bin/ecocode").external_attr >> 16 & 0o777)

    def test_the_tag_is_that_of_the_symbols(self) -> None:
        wheel, _ = self.build("w", "--binary", PROGRAM)
        objdump = shutil.which("objdump")
        if objdump is None:
            self.skipTest("needs objdump")
        asked = re.findall(r"GLIBC_2\.(\d+)", subprocess.run([objdump, "-T", PROGRAM], capture_output=True, text=True, check=True).stdout)
        self.assertIn(f"-py3-none-manylinux_2_{max(27, *map(int, asked))}_x86_64.whl", wheel.name)

    def test_what_is_no_program_for_this_processor_is_refused(self) -> None:
        text = self.folder / "text"
        text.write_text("hello")
        with self.assertRaises(subprocess.CalledProcessError):
            self.build("w", "--binary", str(text))

    def test_the_same_sources_give_the_same_bytes(self) -> None:
        first, second = self.build("a", "--binary", PROGRAM), self.build("b", "--binary", PROGRAM)
        self.assertEqual([path.read_bytes() for path in first], [path.read_bytes() for path in second])

    def test_it_installs_and_measures(self) -> None:
        wheel, _ = self.build("w", "--binary", PROGRAM)
        python = self.venv(wheel)
        environment = self.environment(PYTHONPATH=None, ECOTRACK_BINARY=None)
        found = subprocess.run([python, "-c", "from ecotrack import _binary; print(_binary.find().origin)"], env=environment, cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertEqual("package", found.stdout.strip())
        said = subprocess.run([str(Path(python).parent / "ecotrack"), "--version"], env=environment, cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertRegex(said.stdout, r"^ecotrack \d+\.\d+\.\d+\n$")
        script = "import ecotrack\nwith ecotrack.monitor('m') as m: m.result\nprint(m.status)"
        measured = subprocess.run([python, "-c", script], env={**environment, "ECOTRACK_BINARY": STANDIN}, cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertEqual("measured", measured.stdout.strip())
        self.pip(python, "uninstall", "-y", "ecotrack")
        self.assertFalse([path for path in (self.folder / "venv").rglob("ecotrack*") if "__pycache__" not in path.parts])

    def test_the_sdist_builds_without_anything_else(self) -> None:
        _, sdist = self.build("w", "--binary", PROGRAM)
        with tarfile.open(sdist) as archive:
            names = archive.getnames()
            self.assertTrue(all(name.startswith(sdist.name[: -len(".tar.gz")] + "/") for name in names))
            self.assertFalse([name for name in names if "bin/ecocode" in name])
        python = self.venv(sdist)
        said = subprocess.run([python, "-m", "ecotrack", "--version"], env=self.environment(PYTHONPATH=None), cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertRegex(said.stdout, r"^ecotrack ")

    def venv(self, package: Path) -> str:
        """The Python of an environment of its own, with the package in it."""
        if subprocess.run([sys.executable, "-m", "pip", "--python", sys.executable, "--version"], capture_output=True, check=False).returncode != 0:
            self.skipTest("needs pip 22.3 or newer")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(self.folder / "venv")], check=True, capture_output=True)
        python = str(self.folder / "venv" / "bin" / "python")
        self.pip(python, "install", "--no-index", str(package))
        return python

    def pip(self, python: str, *words: str) -> None:
        subprocess.run([sys.executable, "-m", "pip", "--python", python, "-q", "--disable-pip-version-check", *words], check=True, capture_output=True)


if __name__ == "__main__":
    unittest.main()
