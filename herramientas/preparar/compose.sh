#!/bin/sh
# El compose de esta máquina: $COMPOSE si se da; si no, el complemento v2; si no, docker-compose.
set -eu
raiz=$(dirname "$0")/../..
[ ! -e "$raiz/.cache/imagenes.env" ] || . "$raiz/.cache/imagenes.env" # lo deja imagenes.sh
# El certificado de procedencia es otro en cada construcción, y por él un Compose anterior a 5.4, con
# las imágenes en containerd, recrea con cada up lo que no ha cambiado.
export BUILDX_NO_DEFAULT_ATTESTATIONS="${BUILDX_NO_DEFAULT_ATTESTATIONS:-1}"
if [ -z "${COMPOSE:-}" ]; then
    docker compose version >/dev/null 2>&1 && COMPOSE="docker compose" || COMPOSE=docker-compose
fi
case "${MIRA_PERMISOS:-1} $* " in 1*" up "*)
    # Lo que se monta en un contenedor lo lee allí otro usuario: el broker, si no puede, no arranca.
    montado="rabbitmq/* despliegue/*/*.conf ejemplos/*/*.py herramientas/caos/trabajo.py img"
    # shellcheck disable=SC2086 # son patrones
    cerrado=$(cd "$raiz" &&
        find $montado \( ! -perm -004 -o -type d ! -perm -001 \) 2>/dev/null | head -n 1)
    [ -z "$cerrado" ] || {
        echo "✗ dentro de los contenedores no se podrá leer $cerrado (¿umask 077? Si este disco no" \
            "guarda permisos, como uno de Windows, repite con MIRA_PERMISOS=0):" \
            "chmod -R a+rX $montado" >&2
        exit 1
    }
    ;;
esac
[ ! -x "$COMPOSE" ] || exec "$COMPOSE" "$@"
# shellcheck disable=SC2086 # puede ser de dos palabras: «docker compose»
exec $COMPOSE "$@"
