"""Aquí se pregunta a la API de gestión de RabbitMQ, como lo haría el administrador."""

import json
import re
import urllib.request
from base64 import b64encode
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError


class Gestion:
    """Pregunta al broker de un taller."""

    entorno: dict[str, str]  # de él salen el puerto y la clave

    @property
    def direccion_ui(self) -> str:
        """Da la dirección y el puerto de la interfaz de RabbitMQ."""
        return f"127.0.0.1:{self.entorno['PUERTO_UI']}"

    def api(self, ruta: str, verbo: str = "GET", datos: object = None) -> Any:  # noqa: ANN401 # JSON
        """Devuelve lo que responde la API al administrador; None si no responde nada.

        Raises:
            OSError: el broker no contesta, o contesta que no.
        """
        clave = self.entorno.get("CLAVE_ADMIN", "admin")
        credenciales = b64encode(f"admin:{clave}".encode()).decode()
        peticion = urllib.request.Request(
            f"http://{self.direccion_ui}/api/{ruta}",
            headers={
                "Authorization": f"Basic {credenciales}",
                "Content-Type": "application/json",
            },
            method=verbo,
            data=None if datos is None else json.dumps(datos).encode(),
        )
        with urllib.request.urlopen(peticion, timeout=5) as respuesta:  # noqa: S310 # en esta máquina
            cuerpo = respuesta.read()
        return json.loads(cuerpo) if cuerpo else None

    def conexiones(self) -> list[dict[str, Any]]:
        """Da las conexiones con nombre que el broker ya conoce del todo.

        A lo que dice la API se añade `servicio`: `worker1`, si se llama `worker1.a1b2c3`.
        """
        conocidas: list[dict[str, Any]] = self.api("connections")
        return [
            {**c, "servicio": re.sub(r"\.[0-9a-f]{6}", "", c["user_provided_name"])}
            for c in conocidas
            if c.get("user_provided_name") and "timeout" in c
        ]

    def vaciar(self) -> None:
        """Deja sin mensajes las dos colas duraderas, si las hay."""
        for cola in ("tareas_distribuidas", "tareas_fallidas"):
            try:
                self.api(f"queues/%2f/{cola}/contents", "DELETE")
            except HTTPError as error:
                if error.code != HTTPStatus.NOT_FOUND:
                    raise
