#!/bin/sh
# Lo que usan las pruebas y el taller no: un cliente AMQP de otra casa (amqp-tools, en C), un
# Chromium de verdad y axe-core, que comprueba la accesibilidad del panel (con npm, en .cache/axe).
set -eu
cd "$(dirname "$0")/.."
AXE=4.14.1

command -v amqp-publish >/dev/null ||
    preparar/paquetes.sh "no hay un cliente AMQP ajeno para las pruebas" amqp-tools
command -v chromium >/dev/null || command -v google-chrome >/dev/null ||
    preparar/paquetes.sh "no hay Chromium para las pruebas" chromium
if ! grep -qs "\"version\": \"$AXE\"" .cache/axe/node_modules/axe-core/package.json; then
    command -v npm >/dev/null || preparar/paquetes.sh "no hay npm para las pruebas" npm
    echo "· se baja axe-core $AXE con npm, en .cache/axe"
    npm install --silent --no-audit --no-fund --no-save --prefix .cache/axe "axe-core@$AXE" \
        >/dev/null || { echo "✗ npm no pudo bajar axe-core $AXE" >&2; exit 1; }
fi
