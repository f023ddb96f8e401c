"""Este taller aparte tiene tres nodos de RabbitMQ (despliegue/cluster)."""

import json
import os
import time
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import quote

from herramientas.sistema.contenedores import NoOcurrio
from herramientas.sistema.docker import orden
from herramientas.sistema.taller import ARCHIVOS, Taller

NODOS = ["rabbitmq1", "rabbitmq2", "rabbitmq3"]
SERVICIOS = ["rabbitmq", "rabbitmq2", "rabbitmq3"]  # los mismos, como los llama compose
COLAS = ("tareas_distribuidas", "tareas_fallidas", "eventos")
PLAZO_ACK = "5"  # s; las tareas de las pruebas son cortas: una entrega perdida se nota antes
CON_CLUSTER = f"{ARCHIVOS}:despliegue/cluster/compose.yml"


class Cluster(Taller):
    """Añade al compose lo del cluster; los nodos se llaman como sus contenedores."""

    def __init__(self, para: str = "cluster", **ajustes: str) -> None:
        plazo = os.environ.get("PLAZO_ACK") or PLAZO_ACK
        super().__init__(para, COMPOSE_FILE=CON_CLUSTER, **{"PLAZO_ACK": plazo, **ajustes})

    def arrancar_broker(self) -> float:
        """Arranca los tres nodos y espera a que estén sanos; da los segundos que ha tardado."""
        inicio = time.monotonic()
        self.arrancar(*SERVICIOS)
        self.esperar(lambda: len(self.sanos()) == len(NODOS), 90)
        return time.monotonic() - inicio

    def sanos(self) -> list[dict[str, Any]]:
        """Da los nodos en marcha y con su puerto abierto, según Docker."""
        nombres = [self.prefijo + nodo for nodo in NODOS]
        estados: list[dict[str, Any]] = json.loads(orden("docker", "inspect", *nombres))
        return [
            nodo
            for nodo in estados
            if nodo["State"]["Status"] == "running"
            and nodo["State"]["Health"]["Status"] == "healthy"
        ]

    @property
    def interfaz(self) -> str:
        """Da la de cualquier nodo sano: los tres responden por todos.

        Raises:
            OSError: no hay ninguno.
        """
        sanos = self.sanos()
        if not sanos:
            msg = "no hay ningún nodo sano"
            raise OSError(msg)
        (red,) = sanos[0]["NetworkSettings"]["Networks"].values()
        return f"{red['IPAddress']}:15672"

    def cola(self, nombre: str) -> dict[str, Any]:
        """Da los números de una cola; nada, si todavía no existe o nadie contesta."""
        try:
            return self.api(f"queues/%2f/{nombre}") or {}
        except OSError:
            return {}

    def lider(self) -> str:
        """Espera a que tareas_distribuidas tenga líder, y dice en qué nodo."""

        def vivo() -> str:
            cola = self.cola(COLAS[0])
            lider = str(cola.get("leader"))
            return lider.partition("@")[2] if lider in cola.get("online", []) else ""

        return self.esperar(vivo)

    def completa(self) -> None:
        """Espera a que las colas duraderas que hay (en pub_sub, una) tengan sus tres réplicas.

        Raises:
            NoOcurrio: si no las tienen a tiempo.
        """

        def replicadas() -> bool:
            try:
                colas = [cola for cola in self.api("queues/%2f") if cola["name"] in COLAS]
            except OSError:
                return False
            return bool(colas) and all(len(q.get("online", [])) == len(NODOS) for q in colas)

        self.esperar(replicadas, 90)

    def conexion(self, nombre: str) -> dict[str, Any]:
        """Espera a que alguien tenga una conexión y solo una, y la devuelve."""

        def unica() -> dict[str, Any] | None:
            suyas = [c for c in self.conexiones() if c["de"] == nombre]
            return suyas[0] if len(suyas) == 1 else None

        return self.esperar(unica)

    def nodo_de(self, nombre: str) -> str:
        """Dice a qué nodo está conectado alguien."""
        return str(self.conexion(nombre)["node"]).partition("@")[2]

    def lleva_al_lider(self, nombre: str) -> str:
        """Corta la conexión de alguien hasta que la abra con el nodo líder, y dice cuál es.

        Raises:
            NoOcurrio: si no va a él en diez veces; va antes a los que no acaban de cortar.
        """
        for _ in range(10):
            suya, lider = self.conexion(nombre), self.lider()
            if suya["node"] == f"rabbit@{lider}":
                return lider
            with suppress(OSError):  # ya no está: era la que solo declara
                self.api(f"connections/{quote(suya['name'])}", "DELETE")
            self.esperar(partial(self._sin, suya["name"]))  # la API va por detrás: diría que sigue
        msg = f"{nombre} no va a {lider}"
        raise NoOcurrio(msg)

    def _sin(self, conexion: str) -> bool:
        return all(c["name"] != conexion for c in self.conexiones())
