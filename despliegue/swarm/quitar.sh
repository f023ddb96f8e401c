#!/bin/sh
# Este script quita la pila, sus secrets y su volumen, y espera a que no quede nada. El Swarm y las
# imágenes siguen.
set -eu
PILA="${PILA:-taller}"
docker stack rm "$PILA"
suyos() { docker ps -aq --filter "label=com.docker.stack.namespace=$PILA"; }
for _ in $(seq 300); do
    [ -n "$(suyos)" ] || break
    sleep 0.2
done
docker secret ls -q --filter "name=${PILA}_CLAVE_" | xargs -r docker secret rm >/dev/null
docker volume ls -q --filter "label=com.docker.stack.namespace=$PILA" | xargs -r docker volume rm >/dev/null
docker node ls -q --filter "node.label=datos-$PILA=si" |
    xargs -r -n1 docker node update --label-rm "datos-$PILA" >/dev/null
