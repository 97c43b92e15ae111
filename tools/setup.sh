#!/usr/bin/env bash
# Build .venv with the pinned packages. Called by `make setup`; says in one line what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

python=""
for candidate in "${PYTHON:-}" python3.10 python3 python; do
  [ -n "$candidate" ] || continue
  if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.10 is missing (Rasa 3.6 runs on no later one): install it, e.g. 'pyenv install 3.10', or name it: make setup PYTHON=/path/to/python3.10" >&2
  exit 1
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "Python's venv module is missing: install it, e.g. 'apt-get install python3.10-venv'." >&2
  exit 1
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing the pinned packages into .venv (some 3 GB the first time, a few minutes) …"
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@" 2>&1; }
progress() { grep --line-buffered -E '^(Collecting|Building|Installing|Successfully|ERROR|error)' | cut -c1-100 || true; }
pip install --quiet "pip==24.3.1" "setuptools==70.3.0" "wheel==0.45.1" | progress
pip install --no-deps --progress-bar off -r requirements.lock -r requirements-operations.lock -r requirements-test.lock | progress
# axe-playwright-python is here for a file of rules: what else it wants is not needed.
broken=$(pip check | grep -v -i -E '^(WARNING|No broken|axe-playwright-python)' || true)
if [ -n "$broken" ]; then
  echo "$broken" >&2
  exit 1
fi
touch .venv/ready
echo "Ready."
