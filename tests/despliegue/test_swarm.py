"""El taller en Docker Swarm: escala, se actualiza bajo carga sin pérdidas y guarda las claves."""

import json
import re
import time
from datetime import datetime

import pytest

from herramientas.sistema import restos, swarm
from herramientas.sistema.docker import orden
from herramientas.sistema.lineas import leer
from herramientas.sistema.recuento import Recuento

pytestmark = [pytest.mark.largo, pytest.mark.sola, pytest.mark.timeout(240)]
CARGA = {"TAREAS": "0", "INTERVALO": "0.05", "COMPLEJIDAD": "0.05"}  # hasta que se pare
LARGAS = {"TAREAS": "4", "INTERVALO": "0", "COMPLEJIDAD": "16"}
PARA = "se pide parar: antes termina la tarea en mano"
DE_FABRICA = 10  # s que da Docker a quien se para: con GRACIA, más


class Pila:
    """La pila desplegada, con nombre propio."""

    def __init__(self):
        self.nombre = restos.nombre("pila")
        self.entorno = {"PILA": self.nombre, "VERSION": "1", "GRACIA": "40s", **CARGA}
        self.largas = ""  # lo que dijo quien las envió

    def dice(self, servicio, *opciones):
        """Lo que han dicho sus contenedores, también los que ya acabaron.

        Con un solo nodo están todos aquí; `docker service logs` se cuelga si uno está arrancando.
        """
        return "".join(orden("docker", "logs", *opciones, x) for x in self.ids(servicio))

    def inspecciona(self, servicio):
        return json.loads(orden("docker", "service", "inspect", f"{self.nombre}_{servicio}"))[0]

    def ids(self, servicio):
        suyo = f"label=com.docker.swarm.service.name={self.nombre}_{servicio}"
        return orden("docker", "ps", "-aq", "--filter", suyo).split()

    def contenedores(self, servicio, estado):
        ids = self.ids(servicio)
        todos = json.loads(orden("docker", "inspect", *ids)) if ids else []
        return [c for c in todos if c["State"]["Status"] == estado]

    def estado_al_actualizar(self):
        return self.inspecciona("worker").get("UpdateStatus", {}).get("State")

    def envia_largas(self):
        """Una para cada worker, y vuelve cuando ya la tienen en la mano."""
        script = "RABBIT_PASS=$(cat /run/secrets/CLAVE_PRODUCER) python -m producer"
        ajustes = [palabra for par in LARGAS.items() for palabra in ("-e", "=".join(par))]
        self.largas = orden("docker", "exec", *ajustes, *self.ids("producer"), "sh", "-c", script)
        ids = re.findall(r"enviada (\S+)", self.largas)
        assert len(ids) == 4
        esperar(lambda: all(f"recibida {i} " in self.dice("worker") for i in ids))

    def recuento(self):
        recuento = Recuento(copias=False, workers=[])
        recuento.apuntar(self.largas)
        for servicio in ("producer", "worker"):
            recuento.apuntar(self.dice(servicio, "-t"))
        return recuento


def crear_swarm(aparte):
    """De un nodo, que solo escucha en esta máquina y dice para qué taller aparte es."""
    aqui = ("--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:2377")
    orden("docker", "swarm", "init", *aqui)
    nodo = orden("docker", "info", "-f", "{{.Swarm.NodeID}}").strip()
    orden("docker", "node", "update", "--label-add", f"{swarm.ETIQUETA}={aparte}", nodo)


@pytest.fixture(scope="module")
def pila():
    pila = Pila()
    if not swarm.hay():
        crear_swarm(pila.nombre)
    try:
        orden("despliegue/swarm/desplegar.sh", entorno=pila.entorno)
        yield pila
    finally:
        orden("despliegue/swarm/quitar.sh", entorno=pila.entorno)
        restos.borrar(pila.nombre)  # y deja el Swarm, si se creó para ella


def esperar(condicion, limite=60):
    fin = time.monotonic() + limite
    while not condicion():
        if time.monotonic() > fin:
            pytest.fail(f"no ocurrió en {limite} s; mira docker service ps")
        time.sleep(0.5)


def lo_que_se_le_espero(contenedor):
    """Segundos entre que un worker supo que se le paraba, con una tarea en mano, y que acabó."""
    dicho = leer(orden("docker", "logs", "-t", contenedor["Id"]))
    avisos = [linea.instante for linea in dicho if PARA in linea.texto]
    acabo = datetime.fromisoformat(contenedor["State"]["FinishedAt"]).timestamp()
    return acabo - min(avisos, default=acabo)


def nombres(pila):
    """Cómo se llaman los workers que están en marcha y suscritos."""
    vivos = pila.contenedores("worker", "running")
    dicho = "".join(orden("docker", "logs", contenedor["Id"]) for contenedor in vivos)
    return set(re.findall(r"^\[(worker\S+)\] listo", dicho, re.MULTILINE))


@pytest.fixture
def otro():
    """Un contenedor en marcha en una red como las que crea docker-compose 1.29."""
    nombre = restos.nombre("otro")
    orden("docker", "network", "create", "--attachable", nombre)
    suyo = ("--name", nombre, "--network", nombre, "--label", f"{swarm.SERVICIO}=uno")
    orden("docker", "run", "-d", *suyo, f"{restos.IMAGENES}_worker:1", "sleep", "60")
    yield nombre
    restos.borrar(nombre)


def test_al_dejar_el_swarm_los_demas_contenedores_conservan_su_red(otro):
    antes = {de_quien for de_quien in swarm.redes() if otro in de_quien}
    if not swarm.hay():  # si ya lo había, no es nuestro
        crear_swarm(otro)
        swarm.dejar()

    assert len(antes) == 1
    assert antes <= swarm.redes()


def test_escala_y_se_actualiza_bajo_carga_sin_perder_ni_repetir_nada(pila):
    orden("docker", "service", "scale", "-d", f"{pila.nombre}_worker=2")
    esperar(lambda: nombres(pila) == {"worker1", "worker2"})
    orden("docker", "service", "scale", "-d", f"{pila.nombre}_worker=4")
    esperar(lambda: nombres(pila) == {f"worker{n}" for n in range(1, 5)})

    nueva = f"{pila.nombre}_worker:2"
    distinta = f"FROM {pila.nombre}_worker:1\nLABEL version=2\n"
    orden("docker", "build", "-q", "-t", nueva, "-", entrada=distinta)
    pila.envia_largas()
    actualiza = ("docker", "service", "update", "-d", "--no-resolve-image", "--image", nueva)
    orden(*actualiza, f"{pila.nombre}_worker")
    esperar(lambda: pila.estado_al_actualizar() == "completed", 120)

    assert "enviadas y confirmadas" not in pila.dice("producer")  # la carga no ha acabado
    orden("docker", "stop", *pila.ids("producer"))
    esperar(lambda: not pila.recuento().faltan)
    recuento = pila.recuento()
    assert recuento.completadas == len(recuento.enviadas) > 100
    assert not recuento.repetidas
    assert not recuento.inesperadas
    acabados = pila.contenedores("worker", "exited")
    assert len(acabados) >= 4
    assert {c["State"]["ExitCode"] for c in acabados} == {0}  # acabaron la que tenían
    assert max(map(lo_que_se_le_espero, acabados)) > DE_FABRICA
    vivos = pila.contenedores("worker", "running")
    assert {c["Config"]["Labels"]["version"] for c in vivos} == {"2"}


def test_desplegar_otra_vez_respeta_los_workers_que_hay(pila):
    orden("docker", "service", "scale", "-d", f"{pila.nombre}_worker=3")

    orden("despliegue/swarm/desplegar.sh", entorno=pila.entorno)

    assert pila.inspecciona("worker")["Spec"]["Mode"]["Replicated"]["Replicas"] == 3


def test_las_claves_no_estan_en_el_entorno_y_no_se_publica_nada(pila):
    for servicio in ("rabbitmq", "producer", "worker", "monitor", "panel"):
        hecho = pila.inspecciona(servicio)
        contenedor = hecho["Spec"]["TaskTemplate"]["ContainerSpec"]
        assert not [v for v in contenedor.get("Env", []) if re.match("RABBIT_PASS|CLAVE_", v)]
        assert contenedor["Secrets"]
        assert not hecho["Endpoint"].get("Ports")
