#!/bin/sh
# Lo que usan las pruebas y el taller no: un cliente AMQP de otra casa (amqp-tools, en C), un
# Chromium de verdad y, con npm y en .cache, axe-core, que comprueba la accesibilidad del panel, y
# los esquemas de KEDA.
set -eu
cd "$(dirname "$0")/../.."

command -v amqp-publish >/dev/null ||
    herramientas/preparar/paquetes.sh "no hay un cliente AMQP ajeno para las pruebas" amqp-tools
command -v chromium >/dev/null || command -v google-chrome >/dev/null ||
    herramientas/preparar/paquetes.sh "no hay Chromium para las pruebas" chromium
herramientas/preparar/npm.sh axe axe-core 4.14.1 "las pruebas"
herramientas/preparar/npm.sh keda @kubernetes-models/keda 2.0.0 "las pruebas"
