#!/usr/bin/env bash
# Install what `make test-services` needs besides .venv, where it is missing and may be installed; nothing is started.
set -euo pipefail
missing=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
PATH="$PATH:/usr/sbin"
command -v redis-server >/dev/null || missing+=(redis-server)
command -v nginx >/dev/null || missing+=(nginx-light)
[ ${#missing[@]} -gt 0 ] || exit 0
install="apt-get install -y --no-install-recommends ${missing[*]}"
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo "Not installed: ${missing[*]}; as root: $install" >&2
  exit 0 # the tests say so too, and are skipped
fi
# Debian would start what it installs, on ports that others may want.
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod +x /usr/sbin/policy-rc.d
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get update -qq && $install >/dev/null; }; then
  echo "Could not be installed: ${missing[*]}; the tests that need them say so, and are skipped" >&2
fi
