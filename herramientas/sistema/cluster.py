"""Este taller aparte tiene tres nodos de RabbitMQ (despliegue/cluster)."""

import os
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from herramientas.sistema.taller import ARCHIVOS, Taller

NODOS = ("rabbitmq1", "rabbitmq2", "rabbitmq3")
COLAS = ("tareas_distribuidas", "tareas_fallidas", "eventos")
PLAZO_ACK = "5"  # s; las tareas de las pruebas son cortas: una entrega perdida se nota antes
CON_CLUSTER = f"{ARCHIVOS}:despliegue/cluster/compose.yml"


class Cluster(Taller):
    """Añade al compose lo del cluster; los nodos se llaman como sus contenedores."""

    del_broker = ("rabbitmq", "rabbitmq2", "rabbitmq3")
    nodos = NODOS

    def __init__(self, para: str = "cluster", **ajustes: str) -> None:
        plazo = os.environ.get("PLAZO_ACK") or PLAZO_ACK
        super().__init__(para, COMPOSE_FILE=CON_CLUSTER, **{"PLAZO_ACK": plazo, **ajustes})

    @property
    def direccion_ui(self) -> str:
        """Da la dirección y el puerto de la interfaz de un nodo sano: cualquiera habla por todos.

        Raises:
            OSError: no hay ninguno.
        """
        for nodo in map(self.estado, NODOS):
            como = nodo["State"]
            if como["Status"] == "running" and como["Health"]["Status"] == "healthy":
                (red,) = nodo["NetworkSettings"]["Networks"].values()
                return f"{red['IPAddress']}:15672"
        msg = "no hay ningún nodo sano"
        raise OSError(msg)

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
        """Espera a que las colas duraderas que hay (en pub_sub, una) tengan sus tres réplicas."""

        def replicadas() -> bool:
            try:
                colas = [cola for cola in self.api("queues/%2f") if cola["name"] in COLAS]
            except OSError:
                return False
            return bool(colas) and all(len(q.get("online", [])) == len(NODOS) for q in colas)

        self.esperar(replicadas, 90)

    def nodo_de(self, nombre: str) -> str:
        """Espera a que alguien tenga una conexión y solo una, y dice con qué nodo."""
        return str(self.esperar(lambda: self._unica(nombre))["node"]).partition("@")[2]

    def lleva_al_lider(self, nombre: str) -> str:
        """Corta la conexión de alguien hasta que la abra con el nodo líder, y dice cuál es."""

        def con_el() -> str:
            lider, suya = self.lider(), self._unica(nombre)
            if suya and suya["node"] == f"rabbit@{lider}":
                return lider
            if suya:
                with suppress(OSError):  # ya no está, y la API va por detrás
                    self.api(f"connections/{quote(suya['name'])}", "DELETE")
            return ""

        return self.esperar(con_el, 90)

    def _unica(self, nombre: str) -> dict[str, Any] | None:
        suyas = [c for c in self.conexiones() if c["servicio"] == nombre]
        return suyas[0] if len(suyas) == 1 else None
