#!/usr/bin/env bash
# Runs the tests of the library on a server: starts a PostgreSQL of its own under a temporary directory, without a port and
# as somebody without rights, and takes it away again.
#
#     tests/library/postgres.sh [COMMAND...]      without a command: cargo test, this suite
#
# Installs Debian's postgresql where it is missing and may; where it cannot, it says so loudly and leaves the tests out.
set -euo pipefail
cd "$(dirname "$0")/../.."

bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }
[ -n "$(bin)" ] || { apt-get update -q && apt-get install -qy --no-install-recommends postgresql; } || true
bin=$(bin)
if [ -z "$bin" ]; then
    echo "library-postgres: LEFT OUT, PostgreSQL is not here and cannot be installed" >&2
    exit 0
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/reftel-postgres.XXXXXX")
chmod 755 "$folder"
# The server refuses to run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$folder"
finish() {
    as "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop || true
    rm -rf "$folder"
}
trap finish EXIT

as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
as "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off -c max_connections=200" start ||
    { cat "$folder/log" >&2; exit 1; }
as "$bin/psql" -q -h "$folder" -U postgres -c "create role owner login; create role ann login; create role ben login"

export REFTEL_TEST_POSTGRES=$folder
if [ $# -gt 0 ]; then "$@"; else cargo test --quiet --features postgres --test library_postgres; fi
