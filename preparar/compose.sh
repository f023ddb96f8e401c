#!/bin/sh
# El compose de esta máquina: $COMPOSE si se da; si no, el complemento v2; si no, docker-compose.
set -eu
suplentes=$(dirname "$0")/../.cache/suplentes.env # si los hay, los dejó imagenes.sh
[ ! -e "$suplentes" ] || . "$suplentes"
if [ -n "${COMPOSE:-}" ]; then
    # shellcheck disable=SC2086 # puede ser de dos palabras: «docker compose»
    exec $COMPOSE "$@"
elif docker compose version >/dev/null 2>&1; then
    exec docker compose "$@"
fi
exec docker-compose "$@"
