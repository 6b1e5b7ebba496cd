#!/bin/sh
# Sees to the programs that the applications and their tests run: as root on Debian or Ubuntu it installs what is missing,
# elsewhere it names all of it in one line. Says nothing when all is there.
set -u

missing='' packages=''

# need PACKAGE COMMAND…: the package is needed when the command fails.
need() {
  package=$1
  shift
  "$@" >/dev/null 2>&1 && return
  missing="$missing, $package"
  packages="$packages $package"
}

has() { command -v "$1"; }
has_postgresql() { has initdb || ls /usr/lib/postgresql/*/bin/initdb; }
has_redis() { has valkey-server || has redis-server; }
has_chromium() { has chromium || has chromium-browser || has google-chrome; }
has_dockerd() { docker info || has dockerd || ls /usr/sbin/dockerd; }

look() {
  missing='' packages=''
  need python3-venv python3 -c 'import ensurepip, venv'
  need postgresql has_postgresql
  need redis-server has_redis
  need chromium has_chromium
  # Only root can build the images without a Docker that runs already; for others their tests are skipped.
  if [ "$(id -u)" -eq 0 ] && [ "$(uname)" = Linux ]; then
    need docker.io has_dockerd
    need debootstrap has debootstrap
  fi
}

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "The applications need Python 3.11 or newer, and python3 is $(python3 --version 2>&1)." \
    "To fix: install a newer one and put it first on PATH (python.org; macOS: brew install python)." >&2
  exit 1
fi

look
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -eq 0 ] && has apt-get >/dev/null; then
  echo "installing ${missing#, } (some minutes)…"
  log=$(mktemp)
  # shellcheck disable=SC2086 # a list of words
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $packages; } \
    >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
  fi
  rm -f "$log"
  look
  [ -z "$missing" ] && exit 0
fi

echo "The applications and their tests need what is missing here: ${missing#, }. To fix:" \
  "apt-get install$packages (macOS: brew install python postgresql redis; brew install --cask chromium)." >&2
exit 1
