#!/bin/bash
# Lo que este taller usa del punto de entrada de la imagen oficial: como root, el directorio de
# datos pasa a ser de rabbitmq y el broker corre con ese usuario; sin root, corre como se le llama.
set -euo pipefail
if [[ "$1" == rabbitmq* && "$(id -u)" == 0 ]]; then
    find /var/lib/rabbitmq \! -user rabbitmq -exec chown rabbitmq '{}' +
    exec setpriv --reuid=rabbitmq --regid=rabbitmq --init-groups -- "$BASH_SOURCE" "$@"
fi
exec "$@"
