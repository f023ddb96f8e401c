#!/bin/sh
# Este script crea una CA propia y el certificado del broker, en despliegue/tls/certs (no se guardan
# en git). Los nombres por los que se llega al broker se dan como argumentos:
#   certificados.sh [NOMBRE…]
set -eu
umask 077
cd "$(dirname "$0")"
command -v openssl >/dev/null || {
    echo "✗ falta openssl: instálalo (en Debian: sudo apt-get install openssl)" >&2
    exit 1
}
# Va antes de tocar nada: esas carpetas son de root
[ ! -d certs/ca.pem ] || {
    echo "✗ Docker ha creado carpetas en lugar de los certificados (un up antes que este script):" \
        "docker compose down, sudo find despliegue/tls/certs -type d -empty -delete y repite" >&2
    exit 1
}
mkdir -p certs
cd certs
chmod 700 .
nombres="DNS:rabbitmq, DNS:localhost, IP:127.0.0.1"
for nombre in "$@"; do nombres="$nombres, DNS:$nombre"; done

# Lo que llevan los certificados está todo aquí: LibreSSL (macOS) y OpenSSL 1.1 no añaden nada por su
# cuenta, y Python 3.13 pide los identificadores, los usos y las restricciones de la CA. Los sujetos
# van por stdin, porque Git Bash (Windows) cambia en una orden lo que parece una ruta, como /CN=….
cat >taller.cnf <<FIN
[req]
distinguished_name = nombre
string_mask = utf8only
[nombre]
commonName = Nombre
[ca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[broker]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = $nombres
FIN
dicho=$({
    openssl ecparam -name prime256v1 -genkey -noout -out ca.key &&
        openssl ecparam -name prime256v1 -genkey -noout -out broker.key &&
        echo "CA del taller" | openssl req -new -x509 -sha256 -days 365 -config taller.cnf \
            -extensions ca -key ca.key -out ca.pem &&
        echo rabbitmq | openssl req -new -sha256 -config taller.cnf -key broker.key -out broker.csr &&
        openssl x509 -req -sha256 -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 365 \
            -extfile taller.cnf -extensions broker -out broker.pem
} 2>&1) || { echo "✗ openssl no pudo: $dicho" >&2; exit 1; }
rm broker.csr taller.cnf
# Los contenedores corren con otros usuarios, y han de poder leerlos; a esta carpeta solo entra su
# dueño.
chmod 644 ca.pem broker.pem broker.key
echo "· certificados nuevos en despliegue/tls/certs, para $nombres"
