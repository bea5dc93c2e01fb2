"""Which glibc an ELF program needs, from the symbol versions that it asks for."""

from __future__ import annotations

import struct
from typing import Dict, Iterator, List, Tuple

MAGIC = b"\x7fELF"
_X86_64 = 62
_STRTAB, _VERNEED, _VERNEEDNUM = 5, 0x6FFFFFFE, 0x6FFFFFFF
_LOAD, _DYNAMIC = 1, 2


def glibc(data: bytes) -> Tuple[int, int]:
    """The newest `GLIBC_x.y` that a file for x86-64 asks for, the libraries that a single-file program carries uncompressed included."""
    if not data.startswith(MAGIC):
        raise ValueError("it is not an ELF file")
    if data[4:6] != b"\x02\x01" or struct.unpack_from("<H", data, 18)[0] != _X86_64:
        raise ValueError("it is not for x86-64")
    newest = (0, 0)
    at = 0
    while at >= 0:
        try:
            for name in _needed(data, at):
                if name.startswith("GLIBC_2"):
                    major, minor = name[len("GLIBC_") :].split(".")[:2]
                    newest = max(newest, (int(major), int(minor)))
        except (struct.error, ValueError, IndexError):
            if at == 0:
                raise
            # Four bytes that look like the begin of a library are none.
        at = data.find(MAGIC + b"\x02\x01\x01", at + 1)
    return newest


def _needed(data: bytes, base: int) -> Iterator[str]:
    """The names of all symbol versions that the ELF file at `base` needs."""
    table, size, count = struct.unpack_from("<Q", data, base + 32)[0], *struct.unpack_from("<HH", data, base + 54)
    segments = [struct.unpack_from("<IIQQQQQQ", data, base + table + i * size) for i in range(count)]
    loads: List[Tuple[int, int, int]] = [(virtual, offset, length) for kind, _, offset, virtual, _, length, _, _ in segments if kind == _LOAD]

    def place(address: int) -> int:
        for virtual, offset, length in loads:
            if virtual <= address < virtual + length:
                return base + offset + address - virtual
        raise ValueError("an address that is in no segment")

    entries: Dict[int, int] = {}
    for kind, _, offset, _, _, length, _, _ in segments:
        if kind == _DYNAMIC:
            entries = {tag: value for tag, value in struct.iter_unpack("<qQ", data[base + offset : base + offset + length - length % 16])}
    if _VERNEED not in entries:
        return
    strings, need = place(entries[_STRTAB]), place(entries[_VERNEED])
    for _ in range(entries[_VERNEEDNUM]):
        _, versions, _, first, following = struct.unpack_from("<HHIII", data, need)
        version = need + first
        for _ in range(versions):
            _, _, _, name, next_version = struct.unpack_from("<IHHII", data, version)
            end = data.index(b"\0", strings + name)
            yield data[strings + name : end].decode("ascii", "replace")
            version += next_version
        need += following
