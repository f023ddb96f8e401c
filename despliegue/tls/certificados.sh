#!/bin/sh
# Una CA propia y el certificado del broker, en despliegue/tls/certs (no se guardan en git).
# Los nombres por los que se llega al broker se dan como argumentos: certificados.sh [NOMBRE…]
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p certs
cd certs
nombres="DNS:rabbitmq,DNS:localhost,IP:127.0.0.1"
for nombre in "$@"; do nombres="$nombres,DNS:$nombre"; done


openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 \
    -keyout ca.key -out ca.pem -subj "/CN=CA del taller" \
    -addext "keyUsage=critical,keyCertSign,cRLSign" 2>/dev/null
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -keyout broker.key -out broker.csr -subj "/CN=rabbitmq" 2>/dev/null
printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$nombres" >broker.ext
openssl x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 \
    -extfile broker.ext -out broker.pem 2>/dev/null
rm broker.csr broker.ext
# Los contenedores corren con otros usuarios; a esta carpeta, en cambio, solo entra su dueño.
chmod 644 ca.pem broker.pem broker.key
echo "· certificados nuevos en despliegue/tls/certs, para $nombres"
