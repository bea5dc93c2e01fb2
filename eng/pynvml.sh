#!/usr/bin/env bash
# Fetches pynvml, NVIDIA's own Python client of its management library, against which tests check the stand-in for that library.
# It comes from the contrib component of the Debian release that this runs on, by a package list of its own; nothing is installed.
set -euo pipefail

into=${XDG_CACHE_HOME:-$HOME/.cache}/ecocode/pynvml
[[ ! -f $into/pynvml.py ]] || exit 0
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[[ -f $keys ]] && command -v apt-get dpkg-deb >/dev/null || { printf 'pynvml.sh: needs a Debian\n' >&2; exit 1; }

target=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' 'Component: main' 'Origin: Debian')
read -r uri release <<<"${target%%$'\n'*}"
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/unpacked"
printf 'deb [signed-by=%s] %s %s contrib\n' "$keys" "$uri" "$release" >"$state/sources.list"
options=(-qq -o "Dir::Etc::sourcelist=$state/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$state/lists"
  -o "Dir::Cache=$state/cache" -o APT::Sandbox::User=)
timeout 60 apt-get "${options[@]}" update
(cd "$state" && timeout 60 apt-get "${options[@]}" download python3-pynvml)
dpkg-deb -x "$state"/python3-pynvml_*.deb "$state/unpacked"
mkdir -p "$into"
mv "$state/unpacked/usr/lib/python3/dist-packages/pynvml.py" "$into/pynvml.py"
