#!/usr/bin/env bash
# Builds, tests and publishes EcoCode, the same way for people and for CI. `./build.sh help` lists what it can do.
set -euo pipefail

from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_CLI_UI_LANGUAGE=en # run_tests reads the runner's summary
export MSBUILDDISABLENODEREUSE=1 # nothing of a build outlives it

usage() {
  cat <<'USAGE'
usage: ./build.sh check                    build everything, warnings as errors
       ./build.sh test [FILTER…]           the everyday suite; FILTER as in --filter-class '*ScaleTests'
       ./build.sh golden [--accept]        the tests that compare goldens; --accept makes what they got the new goldens
       ./build.sh docs                     writes the documents that are generated from the code anew
       ./build.sh bench [ARGS…]            what EcoCode itself costs
       ./build.sh publish [--aot]          artifacts/ecocode: one file for linux-x64 that needs no .NET
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
  dotnet build tests/EcoCode.Telemetry.Tests -c Release -v quiet -clp:NoSummary
  ECOCODE_ACCEPT_GOLDENS=1 run_tests --project tests/EcoCode.Cli.Tests --filter-class '*DocumentTests'
  ECOCODE_ACCEPT_GOLDENS=1 run_tests --project tests/EcoCode.Telemetry.Tests --filter-class '*DocumentTests'
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
}

verb=${1:-help}
(($# == 0)) || shift
case "$verb" in
  check) build ;;
  test) build && run_tests "$@" ;;
  golden) golden "$@" ;;
  docs) docs ;;
  bench) dotnet run -c Release --project bench/EcoCode.Bench -- "$@" ;;
  publish) publish "$@" ;;
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
