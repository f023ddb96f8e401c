#!/bin/sh
# El compose que esta máquina no usa, para probar el taller también con él: escribe su ruta, o nada
# si no lo hay. En Debian el v2 sale del paquete docker-compose de trixie, sin instalarlo: basta su
# ejecutable, que aquí se deja en .cache/.
set -eu
cd "$(dirname "$0")/../.."
if herramientas/preparar/compose.sh version --short | grep -Eq '^v?[2-9]'; then
    v1=$(command -v docker-compose || true)
    [ -z "$v1" ] || ! "$v1" version --short | grep -q '^1\.' || echo "$v1"
    exit 0
fi
v2=$PWD/.cache/compose-v2/docker-compose
if [ ! -x "$v2" ] && command -v apt-get >/dev/null; then
    echo "· se baja Compose v2 (del paquete de Debian trixie) para probar también con él" >&2
    aparte=$(mktemp -d)
    trap 'rm -rf "$aparte"' EXIT
    mkdir -p "$aparte/listas/partial" "$(dirname "$v2")"
    echo "deb $(herramientas/preparar/espejo.sh) trixie main" >"$aparte/fuentes.list"
    en_trixie() {
        apt-get -qq -o Dir::Etc::SourceList="$aparte/fuentes.list" -o Dir::Etc::SourceParts=/dev/null \
            -o Dir::State::Lists="$aparte/listas" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
            -o APT::Sandbox::User=root "$@" >&2
    }
    en_trixie update
    (cd "$aparte" && en_trixie download docker-compose && dpkg-deb -x docker-compose_*.deb .)
    find "$aparte" -type f -name docker-compose -perm -u+x -size +1M -exec cp {} "$v2" \;
fi
[ ! -x "$v2" ] || echo "$v2"
