#!/bin/sh
# El promtool de esta máquina, con el que se prueban las alertas: escribe su ruta. Si no lo hay, en
# Debian y Ubuntu sale del paquete prometheus, sin instalarlo: basta su ejecutable, que se deja en
# .cache/.
set -eu
cd "$(dirname "$0")/../.."

falla() {
    echo "✗ no hay promtool para probar las alertas: $*" >&2
    exit 1
}

! command -v promtool || exit 0
promtool=$PWD/.cache/promtool/promtool
if [ ! -x "$promtool" ]; then
    command -v apt-get >/dev/null ||
        falla "instálalo (en Debian y Ubuntu está en prometheus) y repite la orden"
    echo "· se baja promtool (del paquete prometheus de la distribución)" >&2
    aparte=$(mktemp -d)
    trap 'rm -rf "$aparte"' EXIT
    (cd "$aparte" && apt-get -qq -o APT::Sandbox::User=root download prometheus >&2 &&
        dpkg-deb -x prometheus_*.deb .) ||
        falla "apt-get no pudo bajar el paquete prometheus (¿le hace falta un apt-get update?)"
    mkdir -p "$(dirname "$promtool")"
    mv "$aparte/usr/bin/promtool" "$promtool"
fi
echo "$promtool"
