#!/bin/sh
# Instala paquetes de la distribución, diciéndolo: paquetes.sh QUÉ_FALTA PAQUETE…
# Con LISTAS=al-dia no baja otra vez las listas de paquetes: acaba de hacerlo quien lo llama.
set -eu
falta=$1
shift

falla() {
    echo "✗ $falta: $*" >&2
    exit 1
}

command -v apt-get >/dev/null || falla "instálalo (en Debian y Ubuntu se llama: $*) y repite la orden"
[ "$(id -u)" = 0 ] || falla "instálalo (sudo apt-get install $*) o repite la orden como root"
echo "· $falta: se instala de los paquetes de la distribución ($*)"
registro=$(mktemp)
{ { [ -n "${LISTAS:-}" ] || apt-get -o DPkg::Lock::Timeout=300 update; } &&
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends \
    --no-remove "$@"; } >"$registro" 2>&1 ||
    { tail -n 20 "$registro" >&2; falla "apt-get no pudo (registro: $registro)"; }
rm -f "$registro"
