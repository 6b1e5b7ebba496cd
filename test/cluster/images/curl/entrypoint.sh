#!/bin/sh
# As in the official image: options alone are options of curl.
set -eu
case ${1:-} in
  -*) set -- curl "$@" ;;
esac
exec "$@"
