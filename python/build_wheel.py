"""Builds the wheel and the sdist of ecotrack, with nothing but Python 3.11 or newer.

    python3 build_wheel.py --binary PATH --into FOLDER

It is also the build backend of the sdist (PEP 517), whose wheel carries no program and finds `ecocode` on PATH.
The same sources give the same bytes: times are SOURCE_DATE_EPOCH, order and modes are fixed.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import os
import re
import sys
import tarfile
import time
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Dict, Optional

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import elf  # noqa: E402 - beside this file, which a build frontend does not look at

NAME = "ecotrack"
# .NET 10 asks for it, whatever single symbols say.
LEAST_GLIBC = (2, 27)
# The first moment that a zip file can tell.
ZIP_EPOCH = 315532800


def build_wheel(wheel_directory: str, config_settings: Optional[Dict[str, Any]] = None, metadata_directory: Optional[str] = None) -> str:
    """The hook of PEP 517."""
    return write_wheel(Path(wheel_directory), None)


def build_sdist(sdist_directory: str, config_settings: Optional[Dict[str, Any]] = None) -> str:
    """The hook of PEP 517."""
    return write_sdist(Path(sdist_directory))


def version() -> str:
    """That of the package, which must be that of the program."""
    found = re.search(r'^__version__ = "([^"]+)"', (HERE / NAME / "__init__.py").read_text(), re.MULTILINE)
    if found is None:
        raise SystemExit("the package has no __version__")
    properties = HERE.parent / "Directory.Build.props"
    if properties.exists():
        program = re.search(r"<Version>([^<]+)</Version>", properties.read_text())
        if program is None or program.group(1) != found.group(1):
            raise SystemExit(f"the package is {found.group(1)}, and Directory.Build.props says {program and program.group(1)}")
    return found.group(1)


def write_wheel(folder: Path, binary: Optional[Path]) -> str:
    """Writes the wheel, with the program in it if there is one; gives its file name."""
    tag = "py3-none-any"
    contents = {f"{NAME}/{path.relative_to(HERE / NAME).as_posix()}": (path.read_bytes(), 0o644) for path in modules()}
    if binary is not None:
        program = binary.read_bytes()
        major, minor = max(elf.glibc(program), LEAST_GLIBC)
        tag = f"py3-none-manylinux_{major}_{minor}_x86_64"
        contents[f"{NAME}/bin/ecocode"] = (program, 0o755)

    info = f"{NAME}-{version()}.dist-info"
    contents[f"{info}/METADATA"] = (metadata().encode(), 0o644)
    contents[f"{info}/WHEEL"] = (f"Wheel-Version: 1.0\nGenerator: {NAME}\nRoot-Is-Purelib: {str(binary is None).lower()}\nTag: {tag}\n".encode(), 0o644)
    contents[f"{info}/entry_points.txt"] = (entry_points().encode(), 0o644)
    license_text = license_file()
    if license_text is not None:
        contents[f"{info}/licenses/LICENSE"] = (license_text.read_bytes(), 0o644)
    record = "".join(f"{name},sha256={digest(data)},{len(data)}\n" for name, (data, _) in sorted(contents.items())) + f"{info}/RECORD,,\n"

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}-{version()}-{tag}.whl"
    when = time.gmtime(max(epoch(), ZIP_EPOCH))[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as wheel:
        # The record comes last, as PEP 427 asks.
        for name, (data, mode) in [*sorted(contents.items()), (f"{info}/RECORD", (record.encode(), 0o644))]:
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100000 | mode) << 16
            wheel.writestr(entry, data)
    return path.name


def write_sdist(folder: Path) -> str:
    """Writes the sources, without the program; gives the file name."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{NAME}-{version()}"
    own = [path for name in ("pyproject.toml", "README.md", "build_wheel.py", "elf.py") if (path := HERE / name).exists()]
    files = {path.relative_to(HERE).as_posix(): path for path in [*own, *modules(), *sorted((HERE / "tests").glob("*.py"))]}
    license_text = license_file()
    if license_text is not None:
        files["LICENSE"] = license_text
    contents = {name: (path.read_bytes(), path.stat().st_mode & 0o111) for name, path in files.items()}
    contents["PKG-INFO"] = (metadata().encode(), 0)

    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, (data, executable) in sorted(contents.items()):
            entry = tarfile.TarInfo(f"{stem}/{name}")
            entry.size, entry.mtime, entry.mode = len(data), epoch(), 0o755 if executable else 0o644
            archive.addfile(entry, io.BytesIO(data))
    path = folder / f"{stem}.tar.gz"
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=epoch()) as packed:
        packed.write(tar.getvalue())
    return path.name


def metadata() -> str:
    """The core metadata, of pyproject.toml."""
    project = settings()["project"]
    lines = ["Metadata-Version: 2.1", f"Name: {project['name']}", f"Version: {version()}", f"Summary: {project['description']}", f"License: {project['license']['text']}"]
    lines += [f"Requires-Python: {project['requires-python']}"]
    lines += [f"Classifier: {classifier}" for classifier in project["classifiers"]]
    lines += ["Description-Content-Type: text/markdown", "", (HERE / project["readme"]).read_text()]
    return "\n".join(lines)


def entry_points() -> str:
    project = settings()["project"]
    groups = {"console_scripts": project.get("scripts", {}), **project.get("entry-points", {})}
    return "".join(f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items()) + "\n" for group, entries in groups.items() if entries)


def settings() -> Dict[str, Any]:
    return tomllib.loads((HERE / "pyproject.toml").read_text())


def modules() -> list[Path]:
    """What belongs into the package; what somebody built beside it does not."""
    found = [path for path in (HERE / NAME).rglob("*") if path.suffix == ".py" or path.name == "py.typed"]
    return sorted(path for path in found if "bin" not in path.relative_to(HERE / NAME).parts)


def license_file() -> Optional[Path]:
    """That of the repository, or, in an sdist, the one beside this file."""
    return next((path for path in (HERE / "LICENSE", HERE.parent / "LICENSE") if path.exists()), None)


def digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def epoch() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", ZIP_EPOCH))


def main() -> int:
    words = argparse.ArgumentParser(description="Builds the wheel and the sdist of ecotrack.")
    words.add_argument("--binary", type=Path, help="the program ecocode that the wheel carries; without it, the wheel carries none")
    words.add_argument("--into", type=Path, default=Path("."), help="the folder that they are written to")
    asked = words.parse_args()
    for name in (write_wheel(asked.into, asked.binary), write_sdist(asked.into)):
        print(asked.into / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
