"""`make claves` pone claves al azar en .env, y también en un broker que esté en marcha."""

import json
import secrets
import sys
import time

from herramientas.sistema.docker import RAIZ, compose, dato, orden

USUARIOS = ("admin", "producer", "worker", "monitor", "panel")
ARCHIVO = RAIZ / ".env"


def main() -> None:
    """Cambia las claves en .env y en el broker, y deja el broker en marcha."""
    nuevas = {usuario: secrets.token_hex(16) for usuario in USUARIOS}
    # Primero el archivo: si algo falla después, repetir la orden lo arregla.
    escribir({f"CLAVE_{usuario.upper()}": clave for usuario, clave in nuevas.items()})
    print(f"· claves nuevas en {ARCHIVO.name}")
    cambiar(broker_en_marcha(), nuevas)
    print("· cambiadas en el broker: arranca otra vez el taller; con las de antes ya no se entra")


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
    msg = "el broker no está listo tras 30 s: docker-compose logs rabbitmq"
    raise RuntimeError(msg)


def escribir(claves: dict[str, str]) -> None:
    """Pone las claves en .env y deja como estaba lo demás; solo su dueño puede leerlo."""
    lineas = ARCHIVO.read_text().splitlines() if ARCHIVO.exists() else []
    otras = [linea for linea in lineas if linea.partition("=")[0].strip() not in claves]
    ARCHIVO.touch(mode=0o600)
    ARCHIVO.chmod(0o600)
    ARCHIVO.write_text("\n".join([*otras, *(f"{k}={v}" for k, v in claves.items())]) + "\n")


def cambiar(broker: str, claves: dict[str, str]) -> None:
    """Cambia las claves, y deja igual las etiquetas y los permisos.

    Las pasa por stdin y no por argumentos, que se verían en la lista de procesos.

    Raises:
        RuntimeError: el broker no las acepta.
    """
    rabbitmqctl = ("docker", "exec", "-i", broker, "rabbitmqctl")
    usuarios = json.loads(orden(*rabbitmqctl, "-q", "list_users", "--formatter", "json"))
    etiquetas = {usuario["user"]: usuario["tags"] for usuario in usuarios}
    definiciones = [
        {"name": usuario, "password": clave, "tags": etiquetas.get(usuario, [])}
        for usuario, clave in claves.items()
    ]
    # Sin ninguna palabra más: solo así lee rabbitmqctl de stdin
    orden(*rabbitmqctl, "import_definitions", entrada=json.dumps({"users": definiciones}))


if __name__ == "__main__":
    try:
        main()
    except (RuntimeError, OSError) as error:
        sys.exit(f"✗ no se han cambiado todas las claves (repite la orden): {error}")
