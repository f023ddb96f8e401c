#!/bin/sh
# Lo que usan las pruebas y el taller no: un cliente AMQP de otra casa (amqp-tools, en C).
set -eu
aqui=$(dirname "$0")
command -v amqp-publish >/dev/null ||
    "$aqui/paquetes.sh" "no hay un cliente AMQP ajeno para las pruebas" amqp-tools
