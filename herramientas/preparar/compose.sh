#!/bin/sh
# El compose de esta máquina: $COMPOSE si se da; si no, el complemento v2; si no, docker-compose.
set -eu
imagenes=$(dirname "$0")/../../.cache/imagenes.env # lo deja imagenes.sh
[ ! -e "$imagenes" ] || . "$imagenes"
if [ -z "${COMPOSE:-}" ]; then
    docker compose version >/dev/null 2>&1 && COMPOSE="docker compose" || COMPOSE=docker-compose
fi
# shellcheck disable=SC2086 # puede ser de dos palabras: «docker compose»
exec $COMPOSE "$@"
