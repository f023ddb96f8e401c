#!/bin/sh
# Este script construye las imágenes y despliega el taller en Swarm. Si la máquina no está en uno,
# crea uno de un nodo que solo oye en 127.0.0.1. PILA y VERSION, del entorno, dan nombre a la pila y
# a las imágenes. Con más nodos, las imágenes tienen que estar en un registro al que lleguen todos.
set -eu
cd "$(dirname "$0")/../.."
export PILA="${PILA:-taller}" VERSION="${VERSION:-1}"
[ ! -e .cache/imagenes.env ] || . .cache/imagenes.env # lo escribe imagenes.sh
HUELLA=$(cat rabbitmq/* | cksum | cut -d ' ' -f 1)
export HUELLA

if [ "$(docker info -f '{{.Swarm.LocalNodeState}}')" != active ]; then
    echo "· se crea un Swarm de un nodo (docker swarm leave --force lo deshace)"
    docker swarm init --advertise-addr 127.0.0.1 --listen-addr 127.0.0.1:2377 >/dev/null
fi
# Los datos del broker están en un solo nodo, que se marca la primera vez.
NODO=$(docker node ls -q --filter "node.label=datos-$PILA=si")
[ -n "$NODO" ] ||
    docker node update --label-add "datos-$PILA=si" "$(docker info -f '{{.Swarm.NodeID}}')" >/dev/null
replicas='{{.Spec.Mode.Replicated.Replicas}}' # los workers de un docker service scale anterior
WORKERS=${WORKERS:-$(docker service inspect -f "$replicas" "${PILA}_worker" 2>/dev/null || true)}
export WORKERS
herramientas/preparar/construye.sh "$PILA" "$VERSION"
for clave in CLAVE_ADMIN CLAVE_PRODUCER CLAVE_WORKER CLAVE_MONITOR CLAVE_PANEL CLAVE_HERRAMIENTAS; do
    docker secret inspect "${PILA}_$clave" >/dev/null 2>&1 || {
        # La clave es la del entorno o, si no hay, una al azar. Va por stdin, que no se ve en la
        # lista de procesos.
        valor=$(printenv "$clave" || od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
        printf %s "$valor" | docker secret create "${PILA}_$clave" - >/dev/null
    }
done
docker stack deploy --resolve-image never --prune -c despliegue/swarm/stack.yml "$PILA"
echo "· docker service logs -f ${PILA}_worker  ·  docker service scale ${PILA}_worker=4  ·  make swarm-fuera"
