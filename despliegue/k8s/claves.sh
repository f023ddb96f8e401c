#!/bin/sh
# Este script escribe los Secret de los usuarios, con claves al azar:
#   claves.sh | kubectl apply -f -
# Si se repite, las claves son otras: el operador las cambia en el broker, y los pods las toman al
# volver a arrancar (kubectl -n taller rollout restart deployment).
set -eu
for usuario in producer worker monitor panel; do
    clave=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    cat <<FIN
---
apiVersion: v1
kind: Secret
metadata:
  name: usuario-$usuario
  namespace: taller
  labels: {rabbitmq.com/topology-operator: "true"} # sin ella el operador rechaza su User
stringData:
  username: $usuario
  password: "$clave"
  api: http://$usuario:$clave@broker.taller.svc:15672/
FIN
done
