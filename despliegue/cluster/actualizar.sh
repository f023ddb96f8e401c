#!/bin/sh
# Este script reinicia los tres nodos de uno en uno, con el cluster en marcha, sin parar el trabajo.
# Si ya se bajó una imagen más nueva (docker pull rabbitmq:4.3-management), los actualiza.
set -eu
cd "$(dirname "$0")/../.."
export COMPOSE_FILE=docker-compose.yml:despliegue/cluster/compose.yml

sano() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$1")" = healthy ]; }

for nodo in rabbitmq rabbitmq2 rabbitmq3; do
    id=$(herramientas/preparar/compose.sh ps -q "$nodo")
    [ -n "$id" ] || { echo "✗ el nodo $nodo no está en marcha: make cluster" >&2; exit 1; }
    echo "· $nodo: se espera a que los otros dos puedan quedarse solos"
    docker exec "$id" timeout 150 rabbitmq-upgrade -q await_online_quorum_plus_one -t 120
    echo "· $nodo: cede sus líderes, despide a sus clientes y vuelve a arrancar"
    docker exec "$id" timeout 60 rabbitmq-upgrade -q drain
    herramientas/preparar/compose.sh up -d --no-deps --force-recreate "$nodo"
    id=$(herramientas/preparar/compose.sh ps -q "$nodo")
    for _ in $(seq 600); do ! sano "$id" || break; sleep 0.2; done # unos dos minutos
    sano "$id" || { echo "✗ $nodo no vuelve: docker logs $id" >&2; exit 1; }
done
echo "· los tres nodos se han reiniciado"
