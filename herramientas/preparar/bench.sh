#!/bin/sh
# Lo que usan los pares de herramientas/bench/: sus bibliotecas de Python en .cache/bench, amqplib
# con npm, y el cliente en C, que se compila con librabbitmq.
set -eu
cd "$(dirname "$0")/../.."

if [ ! -e .cache/bench/listo ] || [ herramientas/bench/requirements.txt -nt .cache/bench/listo ]; then
    echo "· se preparan los pares de herramientas/bench/ en .cache/bench"
    python3 -m venv .cache/bench
    .cache/bench/bin/pip install -q --require-hashes -r herramientas/bench/requirements.txt
    touch .cache/bench/listo
fi
herramientas/preparar/npm.sh bench/node amqplib 2.3.1 "el par de Node"
en_c=herramientas/bench/pares/librabbitmq.c
if [ ! -e .cache/bench/librabbitmq ] || [ $en_c -nt .cache/bench/librabbitmq ]; then
    command -v gcc >/dev/null && [ -e /usr/include/amqp.h ] ||
        herramientas/preparar/paquetes.sh "falta con qué compilar el par en C" \
            gcc libc6-dev librabbitmq-dev
    gcc -O2 -Wall -D_GNU_SOURCE -o .cache/bench/librabbitmq $en_c -lrabbitmq
fi
