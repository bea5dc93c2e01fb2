#!/usr/bin/env bash
# Builds, tests and publishes EcoCode, the same way for people and for CI. `./build.sh help` lists what it can do.
set -euo pipefail

from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_UI_LANGUAGE=en # run_tests reads the runner's summary
export MSBUILDDISABLENODEREUSE=1 # nothing of a build outlives it

# The time in what is handed out is that of its sources (reproducible-builds.org/specs/source-date-epoch), so that building it again gives the same bytes.
if [[ -z ${SOURCE_DATE_EPOCH:-} ]] && SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null); then export SOURCE_DATE_EPOCH; fi

usage() {
  cat <<'USAGE'
usage: ./build.sh check                    build everything, warnings as errors
       ./build.sh test [FILTER…]           the everyday suite; FILTER as in --filter-class '*ScaleTests'
       ./build.sh suite [NAME…]            suites with real parts, in tests/Suites: those named, or all
       ./build.sh golden [--accept]        the tests that compare goldens; --accept makes what they got the new goldens
       ./build.sh docs                     writes the documents that are generated from the code anew
       ./build.sh bench [ARGS…]            what EcoCode itself costs
       ./build.sh publish [--aot]          artifacts/ecocode: one file for linux-x64 that needs no .NET; its bill of materials, SHA256SUMS
       ./build.sh published                the same, unless what was published is newer than its sources
       ./build.sh deb                      artifacts/ecocode_VERSION_amd64.deb, of what was published
       ./build.sh tool                     artifacts/packages: the package for `dotnet tool install`
       ./build.sh wheel                    artifacts/wheel: the Python package ecotrack, with what was published, and its sdist
       ./build.sh run|monitor [ARGS…]      ecocode run|monitor ARGS…, from the sources
USAGE
}

fail() {
  printf 'build.sh: %s\n' "$1" >&2
  exit "${2:-1}"
}

build() {
  dotnet build EcoCode.slnx -c Release -v quiet -clp:NoSummary
}

# Runs built tests and ends with the line `N passed, N failed, N skipped`, the sum over all test executables.
run_tests() {
  local log status=0 passed failed skipped
  mkdir -p artifacts
  log=artifacts/test.log
  # 8 says that no test matched: right for one executable under a filter, wrong for all of them (below).
  dotnet test --no-build -c Release --no-progress --no-ansi --ignore-exit-code 8 "$@" 2>&1 | tee "$log" || status=$?

  read -r passed failed skipped < <(awk '
    /^  succeeded: [0-9]+$/ {p = $2} /^  failed: [0-9]+$/ {f = $2} /^  skipped: [0-9]+$/ {s = $2}
    END {print p + 0, f + 0, s + 0}' "$log")
  if ((skipped)); then
    printf '\nskipped:\n'
    awk '/^skipped / {name = $2; getline; sub(/^ +/, ""); print "  " name ": " $0}' "$log" | sort
  fi
  if ((status && !failed)); then
    printf '\na test executable broke down (exit code %s), which counts as a failure\n' "$status"
    failed=1
  elif ((passed + failed == 0)); then
    printf '\nno test ran\n'
    status=1
  fi
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  return "$status"
}

# Runs suites one after another and ends with the sum of their closing lines.
suite() {
  local name log passed=0 failed=0 skipped=0 status p f s
  (($#)) || set -- $(cd tests/Suites && find . -mindepth 2 -maxdepth 2 -name run -perm -u+x -printf '%P\n' | sed 's,/run$,,' | sort)
  mkdir -p artifacts
  for name in "$@"; do
    [[ -x tests/Suites/$name/run ]] || fail "there is no suite \`$name\`: those there are: $(cd tests/Suites && echo */run | sed 's,/run,,g')" 2
    printf '\nsuite %s\n' "$name"
    log=artifacts/suite-${name//\//-}.log
    status=0
    timeout --kill-after=30 "${ECOCODE_SUITE_SECONDS:-1500}" "tests/Suites/$name/run" </dev/null 2>&1 | tee "$log" || status=$?
    read -r p f s < <(closing_line "$log")
    # A suite that broke down before its closing line, or whose exit code tells of what it did not count, has failed.
    if ((status && !f)) || ((p + f + s == 0)); then
      printf 'suite %s broke down (exit code %s), which counts as a failure\n' "$name" "$status"
      f=$((f + 1))
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  ((failed == 0))
}

# The three numbers of the last closing line of a log, or zeros.
closing_line() {
  awk '/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {p = $1; f = $3; s = $5} END {print p + 0, f + 0, s + 0}' "$1"
}

golden() {
  local project projects
  mapfile -t projects < <(grep -l 'Goldens/Golden\.cs' tests/*/*.csproj)
  ((${#projects[@]})) || fail 'no test project compiles tests/Goldens/Golden.cs'
  if [[ ${1:-} == --accept ]]; then
    export ECOCODE_ACCEPT_GOLDENS=1
  elif (($#)); then
    usage >&2
    exit 2
  fi
  build
  for project in "${projects[@]}"; do
    run_tests --project "$project"
  done
  [[ ${1:-} != --accept ]] || git --no-pager diff --stat -- tests/Goldens
}

docs() {
  dotnet build tests/EcoCode.Cli.Tests -c Release -v quiet -clp:NoSummary
  ECOCODE_ACCEPT_GOLDENS=1 run_tests --project tests/EcoCode.Cli.Tests --filter-class '*DocumentTests'
  git --no-pager diff --stat -- docs
}

publish() {
  local rid=linux-x64 into=artifacts/publish/ecocode options=()
  case "${1:-}" in
    '') ;;
    --aot)
      into=artifacts/aot/publish/ecocode
      options=(-p:NativeAot=true)
      ;;
    *) usage >&2; exit 2 ;;
  esac
  rm -rf "$into"
  if ! dotnet publish src/EcoCode.Cli -c Release -r "$rid" -o "$into" "${options[@]}"; then
    [[ ${1:-} != --aot ]] || fail 'native AOT needs packages that were not found (NU1101 above names them): Microsoft.NETCore.App.Runtime.NativeAOT.'"$rid"' and the ILCompiler; `./build.sh publish` does without'
    fail 'publishing failed'
  fi
  mv -f "$into/ecocode" artifacts/ecocode
  printf 'artifacts/ecocode: %s bytes\n' "$(wc -c <artifacts/ecocode)"
  [[ ${1:-} == --aot ]] || bill
}

# The bill of materials of artifacts/ecocode, and the checksums of both.
bill() {
  dotnet build eng/EcoCode.Bom -c Release -v quiet -clp:NoSummary
  local assets=(src/*/)
  assets=("${assets[@]#src/}")
  assets=("${assets[@]/#/artifacts/obj/}")
  artifacts/bin/EcoCode.Bom/release/EcoCode.Bom artifacts/ecocode "$(version)" artifacts/ecocode.cdx.json "${assets[@]/%//project.assets.json}"
  (cd artifacts && sha256sum ecocode ecocode.cdx.json >SHA256SUMS)
}

version() { sed -n 's,.*<Version>\(.*\)</Version>.*,\1,p' Directory.Build.props; }

# Publishes unless what was published is newer than all that it is made of.
published() {
  [[ -x artifacts/ecocode && -f artifacts/ecocode.cdx.json && -z $(find src data eng Directory.* global.json build.sh -newer artifacts/ecocode -not -path '*/obj/*' -type f -print -quit) ]] || publish
}

tool() {
  rm -rf artifacts/packages
  dotnet pack src/EcoCode.Cli -c Release -o artifacts/packages -p:ToolPackage=true -v quiet
  ls -1 artifacts/packages
}

verb=${1:-help}
(($# == 0)) || shift
case "$verb" in
  check) build ;;
  test) build && run_tests "$@" ;;
  suite) suite "$@" ;;
  golden) golden "$@" ;;
  docs) docs ;;
  bench) dotnet run -c Release --project bench/EcoCode.Bench -- "$@" ;;
  publish) publish "$@" ;;
  deb) published && deploy/deb/build "$(version)" ;;
  published) published ;;
  tool) tool ;;
  wheel)
    published
    python3 python/build_wheel.py --binary artifacts/ecocode --into artifacts/wheel
    ;;
  run | monitor)
    dotnet build src/EcoCode.Cli -c Release -v quiet -clp:NoSummary >&2
    program=$PWD/artifacts/bin/EcoCode.Cli/release/ecocode
    cd "$from"
    exec "$program" "$verb" "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
