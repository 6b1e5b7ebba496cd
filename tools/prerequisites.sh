#!/bin/sh
# Tells in one line each what is missing before anything is installed; says nothing when all is there.
set -u

status=0

# missing WHAT WHY HOW
missing() {
  printf '%s: %s. To fix: %s.\n' "$1" "$2" "$3" >&2
  status=1
}

has() { command -v "$1" >/dev/null 2>&1; }

# True when version $1 (1.2 or longer) is at least $2 (1.2).
at_least() {
  major=${1%%.*}
  minor=${1#*.}
  minor=${minor%%.*}
  case "$major$minor" in '' | *[!0-9]*) return 1 ;; esac
  [ "$major" -gt "${2%%.*}" ] || { [ "$major" -eq "${2%%.*}" ] && [ "$minor" -ge "${2#*.}" ]; }
}

why_node='the chart is written in TypeScript and built with Node.js 20.11 or newer'
how_node='install it from nodejs.org (macOS: brew install node; Debian, Ubuntu: nodejs, where it is new enough)'
if ! has node; then
  missing 'Node.js is missing' "$why_node" "$how_node"
else
  found=$(node --version 2>/dev/null)
  at_least "${found#v}" 20.11 || missing "Node.js is too old (${found:-it does not run})" "$why_node" "$how_node"
fi

how_npm='npm install --global npm@10'
if ! has npm; then
  missing 'npm is missing' 'it installs the TypeScript toolchain' 'it comes with Node.js (Debian: apt install npm)'
else
  found=$(npm --version 2>/dev/null)
  # Only a warning: an older npm mostly works, but it may rewrite the lock file.
  at_least "$found" 10.0 || printf 'npm is older than 10 (%s). To fix: %s.\n' "${found:-it does not run}" "$how_npm" >&2
fi

why_go='the pinned tools (helm, kubeconform, ...) are built with Go 1.26, which 1.21 or newer fetches by itself'
how_go='install it from go.dev/dl (macOS: brew install go; Debian, Ubuntu: golang-go, where it is new enough)'
if ! has go; then
  missing 'Go is missing' "$why_go" "$how_go"
else
  # "go1.26.8", "go1.27rc1" or "devel go1.28-a1b2c3"; asked locally, so that nothing is downloaded here.
  found=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null | sed 's/.*go\([0-9.]*\).*/\1/')
  at_least "$found" 1.21 || missing "Go is too old (${found:-it does not run})" "$why_go" "$how_go"
fi

why_python='checkov, which checks the chart, needs Python 3.10; the Kubernetes schemas come from a Python package too'
how_python='install python3 with pip (Debian, Ubuntu: apt install python3-pip; macOS: brew install python)'
if ! python3 -m pip --version >/dev/null 2>&1; then
  missing 'Python 3 with pip is missing' "$why_python" "$how_python"
else
  found=$(python3 -c 'import platform; print(platform.python_version())' 2>/dev/null)
  at_least "$found" 3.10 || missing "Python is too old (${found:-it does not run})" "$why_python" "$how_python"
fi

how_git='apt install git (macOS: xcode-select --install)'
has git || missing 'git is missing' 'the sources are kept in it' "$how_git"

exit "$status"
