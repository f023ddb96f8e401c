#!/bin/sh
# Deja listo lo que necesitan las pruebas del panel: un Chromium de verdad (el de la distribución,
# o un Chrome que ya esté) y axe-core, que comprueba la accesibilidad (en .axe/, con npm).
set -eu
cd "$(dirname "$0")/.."
AXE=4.14.1

falla() {
    echo "✗ $*" >&2
    exit 1
}

instala() { # qué falta, y sus paquetes
    falta=$1
    shift
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null ||
        falla "$falta: instálalo (en Debian o Ubuntu: sudo apt-get install $*) o repite como root"
    echo "· $falta: se instala de los paquetes de la distribución ($*)"
    registro=$(mktemp)
    # DPkg::Lock::Timeout: si otro apt está en marcha, se le espera
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install \
        -y --no-install-recommends --no-remove "$@"; } >"$registro" 2>&1 ||
        { tail -n 20 "$registro" >&2; falla "apt-get no pudo instalarlo (registro: $registro)"; }
    rm -f "$registro"
}

command -v chromium >/dev/null || command -v google-chrome >/dev/null ||
    instala "no hay Chromium en esta máquina" chromium
if ! grep -qs "\"version\": \"$AXE\"" .axe/node_modules/axe-core/package.json; then
    command -v npm >/dev/null || instala "no hay npm en esta máquina" npm
    echo "· se baja axe-core $AXE con npm, en .axe/"
    npm install --silent --no-audit --no-fund --no-save --prefix .axe "axe-core@$AXE" >/dev/null ||
        falla "npm no pudo bajar axe-core $AXE"
fi
