# What suites written in bash share; tests/Suites/NAME/run sources it. A suite in another language needs none of this: it prints a closing
# line `N passed, N failed, N skipped` and exits non-zero when anything failed.

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
cache=${ECOCODE_SUITE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ecocode-suites}
passed=0 failed=0 skipped=0
scratch=$(mktemp -d)
started=() # process ids of what the suite started; they end with it

end_all() {
  local pid
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || :; done
  for pid in "${started[@]}"; do wait "$pid" 2>/dev/null || :; done
  rm -rf "$scratch"
}
trap end_all EXIT

# check NAME COMMAND…: passes when the command exits 0; what it printed is shown when it does not. 300 seconds at most for a program; functions
# of the suite bring their own limits.
check() {
  local name=$1 status=0
  shift
  if [[ $(type -t "$1") == file ]]; then set -- timeout 300 "$@"; fi
  "$@" >"$scratch/check.log" 2>&1 || status=$?
  if ((status == 0)); then
    printf 'ok       %s\n' "$name"
    passed=$((passed + 1))
  else
    printf 'FAILED   %s (exit code %s)\n' "$name" "$status"
    sed 's/^/           /' "$scratch/check.log"
    failed=$((failed + 1))
  fi
  return 0
}

skip() {
  printf 'skipped  %s: %s\n' "$1" "$2"
  skipped=$((skipped + 1))
}

# tallies FILE: adds a log of lines `ok NAME`, `FAILED NAME: REASON` and `skipped NAME: REASON`, which a program of the suite printed.
tallies() {
  passed=$((passed + $(grep -c '^ok ' "$1" || :)))
  failed=$((failed + $(grep -c '^FAILED ' "$1" || :)))
  skipped=$((skipped + $(grep -c '^skipped ' "$1" || :)))
}

has() { command -v "$1" >/dev/null; }

# until_true SECONDS COMMAND…: asks five times a second until it succeeds.
until_true() {
  local rounds=$(($1 * 5))
  shift
  while ((rounds-- > 0)); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  return 1
}

# debian PACKAGE…: installs Debian packages where that is possible, and says whether all of them are there.
debian() {
  local package
  for package in "$@"; do
    if dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$'; then continue; fi
    has apt-get || return 1
    apt_install "$package" || { as_root timeout 120 apt-get update -qq >&2 && apt_install "$package"; } || return 1
  done
}

as_root() { if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi; }

# RUNLEVEL=1: a server that is installed is not started.
apt_install() { as_root timeout 300 env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qq -y --no-install-recommends "$1" >&2; }

# unpacked RELEASE PACKAGE: the folder into which a Debian package of another release was unpacked. Nothing is installed; it suits programs that need
# little beside the C library.
unpacked() {
  local home=$cache/$1/$2 target uri release state keys=/usr/share/keyrings/debian-archive-keyring.gpg
  if [[ -d $home ]]; then printf '%s\n' "$home"; return; fi
  [[ -f $keys ]] && has apt-get || return 1
  target=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 'Origin: Debian') || return 1
  uri=${target%%$'\n'*}
  state=$cache/$1/.apt
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$state/new"
  printf 'deb [signed-by=%s] %s %s main\n' "$keys" "$uri" "$1" >"$state/sources.list"
  local options=(-qq -o "Dir::Etc::sourcelist=$state/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$state/lists"
    -o "Dir::Cache=$state/cache" -o APT::Sandbox::User=)
  [[ -n $(find "$state/lists" -maxdepth 1 -name '*Packages*' -mtime -1) ]] || timeout 120 apt-get "${options[@]}" update >&2 || return 1
  (cd "$state/new" && timeout 120 apt-get "${options[@]}" download "$2" >&2) || return 1
  rm -rf "$home.new"
  dpkg-deb -x "$state/new/$2"_*.deb "$home.new" && mv "$home.new" "$home" && rm -f "$state/new/$2"_*.deb || return 1
  printf '%s\n' "$home"
}

# node_with NAME PACKAGE@VERSION…: the folder with these packages of npm, kept in the cache. No script of theirs is run.
node_with() {
  local home=$cache/node-$1
  shift
  if [[ ! -f $home/complete || $(<"$home/complete") != "$*" ]]; then
    has npm || return 1
    rm -rf "$home"
    mkdir -p "$home"
    (cd "$home" && timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix . "$@" >&2) || return 1
    printf '%s' "$*" >"$home/complete"
  fi
  printf '%s/node_modules\n' "$home"
}

# finish: the closing line, and the suite's exit code.
finish() {
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  exit $((failed > 0))
}
