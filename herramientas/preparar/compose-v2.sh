#!/bin/sh
# El Compose v2 con que se corren las pruebas: gasta mucha menos CPU que docker-compose 1.29, con el
# que se repiten las que dependen del compose. Escribe con qué se llama, o nada si no lo hay. En
# Debian 12 sale del paquete docker-compose de trixie, sin instalarlo: basta su ejecutable, en .cache.
set -eu
cd "$(dirname "$0")/../.."
if docker compose version --short 2>/dev/null | grep -Eq '^v?[2-9]'; then
    echo "docker compose"
    exit 0
fi
v2=$PWD/.cache/compose-v2/docker-compose
if [ ! -x "$v2" ] && command -v apt-get >/dev/null; then
    echo "· se baja Compose v2, para las pruebas, del paquete de Debian trixie" >&2
    aparte=$(mktemp -d)
    trap 'rm -rf "$aparte"' EXIT
    mkdir -p "$aparte/listas/partial" "$(dirname "$v2")"
    echo "deb $(herramientas/preparar/espejo.sh) trixie main" >"$aparte/fuentes.list"
    en_trixie() {
        apt-get -qq -o Dir::Etc::SourceList="$aparte/fuentes.list" -o Dir::Etc::SourceParts=/dev/null \
            -o Dir::State::Lists="$aparte/listas" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
            -o APT::Sandbox::User=root "$@" >&2
    }
    (en_trixie update && cd "$aparte" && en_trixie download docker-compose &&
        dpkg-deb -x docker-compose_*.deb .) || {
        echo "· no se pudo: las pruebas corren con el compose de esta máquina" >&2
        exit 0
    }
    find "$aparte" -type f -name docker-compose -perm -u+x -size +1M -exec cp {} "$v2" \;
fi
[ ! -x "$v2" ] || echo "$v2"
