#!/bin/sh
# Este script crea una CA propia y el certificado del broker, en despliegue/tls/certs (no se guardan
# en git). Los nombres por los que se llega al broker se dan como argumentos:
#   certificados.sh [NOMBRE…]
set -eu
umask 077
cd "$(dirname "$0")"
mkdir -p certs
cd certs
chmod 700 .
command -v openssl >/dev/null || {
    echo "✗ falta openssl: instálalo (en Debian: sudo apt-get install openssl)" >&2
    exit 1
}
[ ! -d ca.pem ] || {
    echo "✗ Docker ha creado carpetas en lugar de los certificados (un up antes que este script):" \
        "bórralas con rm -r despliegue/tls/certs y repite" >&2
    exit 1
}
nombres="DNS:rabbitmq,DNS:localhost,IP:127.0.0.1"
for nombre in "$@"; do nombres="$nombres,DNS:$nombre"; done

curva="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$nombres" >broker.ext
# shellcheck disable=SC2086 # $curva son varias opciones
dicho=$({
    openssl req -x509 $curva -days 365 -keyout ca.key -out ca.pem -subj "/CN=CA del taller" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" &&
        openssl req -new $curva -keyout broker.key -out broker.csr -subj "/CN=rabbitmq" &&
        openssl x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 \
            -extfile broker.ext -out broker.pem
} 2>&1) || { echo "✗ openssl no pudo: $dicho" >&2; exit 1; }
rm broker.csr broker.ext
# Los contenedores corren con otros usuarios, y han de poder leerlos; a esta carpeta solo entra su
# dueño.
chmod 644 ca.pem broker.pem broker.key
echo "· certificados nuevos en despliegue/tls/certs, para $nombres"
