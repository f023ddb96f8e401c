"""`make claves` pone claves al azar en .env y en el broker.

De paso deja los usuarios y los permisos como en 90-taller.conf: el volumen puede ser más antiguo.
"""

import json
import re
import secrets
import sys
import time

from herramientas.sistema.docker import RAIZ, ajuste, compose, dato, orden

ARCHIVO = RAIZ / ".env"
CONF = RAIZ / "rabbitmq/90-taller.conf"
CAMPO = re.compile(r"^default_users\.(\w+)\.(\w+) = (.*)$", re.MULTILINE)
PERMISOS = ("configure", "write", "read")
DE_SERVIDOR = (
    "✗ las claves de un servidor no están en .env, sino en despliegue/servidor/secretos:"
    " despliegue/servidor/README.md"
)
Usuarios = dict[str, dict[str, str]]  # de cada uno, sus campos de 90-taller.conf


def main() -> None:
    """Cambia las claves en .env y en el broker, y deja el broker en marcha."""
    if "despliegue/servidor/" in ajuste("COMPOSE_FILE", ""):
        sys.exit(DE_SERVIDOR)
    suyos = usuarios()
    nuevas = {usuario: secrets.token_hex(16) for usuario in suyos}
    # Primero el archivo: si algo falla después, repetir la orden lo arregla.
    escribir({f"CLAVE_{usuario.upper()}": clave for usuario, clave in nuevas.items()})
    print(f"· claves nuevas en {ARCHIVO.name}")
    cambiar(broker_en_marcha(), suyos, nuevas)
    print("· cambiadas en el broker: arranca otra vez el taller; con las de antes ya no se entra")


def usuarios() -> Usuarios:
    """Lee los usuarios que el broker crea con su volumen."""
    hallados: Usuarios = {}
    for usuario, campo, valor in CAMPO.findall(CONF.read_text(encoding="utf-8")):
        hallados.setdefault(usuario, {})[campo] = valor
    return hallados


def broker_en_marcha() -> str:
    """Devuelve el contenedor del broker; si no corre, lo arranca: su volumen guarda las claves.

    Raises:
        RuntimeError: no arranca.
    """
    broker = compose("ps", "-q", "rabbitmq").strip()
    if broker and dato(broker, "{{.State.Running}}") == "true":
        return broker
    print("· se arranca el broker", flush=True)
    compose("up", "-d", "rabbitmq")
    broker = compose("ps", "-q", "rabbitmq").strip()
    for _ in range(300):
        if dato(broker, "{{.State.Health.Status}}") == "healthy":
            return broker
        time.sleep(0.1)
    msg = "el broker no está listo tras 30 s: docker compose logs rabbitmq"
    raise RuntimeError(msg)


def escribir(claves: dict[str, str]) -> None:
    """Pone las claves en .env y deja como estaba lo demás; solo su dueño puede leerlo."""
    lineas = ARCHIVO.read_text().splitlines() if ARCHIVO.exists() else []
    otras = [linea for linea in lineas if linea.partition("=")[0].strip() not in claves]
    ARCHIVO.touch(mode=0o600)
    ARCHIVO.chmod(0o600)
    ARCHIVO.write_text("\n".join([*otras, *(f"{k}={v}" for k, v in claves.items())]) + "\n")


def cambiar(broker: str, suyos: Usuarios, claves: dict[str, str]) -> None:
    """Deja en el broker cada usuario con su clave, y con las etiquetas y los permisos de CONF.

    Las claves van por stdin y no como argumentos, que se verían en la lista de procesos.

    Raises:
        RuntimeError: el broker no las acepta.
    """
    definiciones = {
        "users": [
            {
                "name": usuario,
                "password": claves[usuario],
                "tags": [campos["tags"]] if "tags" in campos else [],
            }
            for usuario, campos in suyos.items()
        ],
        "permissions": [
            {"user": usuario, "vhost": "/", **{c: campos[c] for c in PERMISOS}}
            for usuario, campos in suyos.items()
        ],
    }
    # Sin ninguna palabra más: solo así lee rabbitmqctl de stdin
    importa = ("docker", "exec", "-i", broker, "rabbitmqctl", "import_definitions")
    orden(*importa, entrada=json.dumps(definiciones))


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"✗ no se han cambiado todas las claves (repite la orden): {error}")
