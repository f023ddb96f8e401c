"""El panel que llega tarde sabe lo mismo que el que estuvo: lo lee todo en el diario."""

import json
import re

import pytest

from comun import modos
from seguimiento import por_familia
from seguimiento.lote import Lote

pytestmark = pytest.mark.largo

CONFIRMADAS = re.compile(r"(\d+) tareas enviadas y confirmadas")
PREGUNTA = (
    "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/{}').read().decode())"
)


def pide(taller, panel, ruta):
    return taller.dentro(panel, "python", "-c", PREGUNTA.format(ruta))


def sabe(taller, panel):
    """Las cuentas, y la historia de cada tarea."""
    estado = json.loads(pide(taller, panel, "estado"))
    return estado["libro"], sorted(estado["fichas"], key=lambda suya: suya["id"])


@pytest.fixture
def otro(taller):
    """Pone un panel más, que llega ahora."""

    def poner(nombre, modo):
        completo = taller.prefijo + nombre
        taller.compose("run", "-d", "--no-deps", "--name", completo, "panel", MODO=modo)
        taller.esperar(lambda: "listo" in taller.dice(nombre))

    return poner


@pytest.mark.parametrize("modo", ["work_queue", "pub_sub"])
def test_los_que_llegan_tarde_y_el_que_estuvo_coinciden(taller, otro, modo):
    copias = modo == "pub_sub"
    taller.arrancar("rabbitmq", "panel", "worker1", "worker2", MODO=modo)
    taller.sano("worker2")
    taller.tanda(MODO=modo, TAREAS="20", INTERVALO="0.1", COMPLEJIDAD="0.1-0.3")
    taller.esperar(lambda: "-0003" in taller.dice("producer"))
    otro(f"panel-{modo}-2", modo)
    taller.docker("kill", "worker1")
    taller.docker("start", "worker1")

    if not copias:
        assert not taller.terminada().perdidas
    # En pub_sub, no siempre todas: la que iba de camino a la cola que muere no se confirma
    dicho = taller.esperar(lambda: CONFIRMADAS.search(taller.dice("producer")))
    enviadas = int(dicho[1])
    assert enviadas == 20 or copias
    taller.esperar(lambda: sabe(taller, "panel")[0]["enviadas"] == enviadas)
    taller.docker("restart", "rabbitmq")
    otro(f"panel-{modo}-3", modo)

    def coinciden():
        uno, dos, tres = (sabe(taller, p) for p in ("panel", f"panel-{modo}-2", f"panel-{modo}-3"))
        return uno == dos == tres and uno[0]["enviadas"] == enviadas

    taller.esperar(coinciden, 60)


def test_el_diario_volcado_da_las_mismas_cuentas(taller):
    taller.arrancar("rabbitmq", "panel", "worker1", "worker2")
    taller.tanda(TAREAS="10", INTERVALO="0", COMPLEJIDAD="0")
    ids = {f"-{n:04}" for n in range(1, 11)}
    taller.terminada()

    def coinciden():
        libro = por_familia.libro(modos.todos()["work_queue"])
        for linea in pide(taller, "panel", "diario").strip().splitlines():
            dicho = json.loads(linea)
            libro.aplicar(Lote.de_json(dicho["cuerpo"].encode(), dicho["offset"]))
        cuentas, historias = sabe(taller, "panel")
        del_volcado = {**libro.historias.abiertas, **libro.historias.acabadas}
        return (
            (libro.sumas["enviada"], libro.completadas)
            == (cuentas["enviadas"], cuentas["completadas"])
            and {suya["id"] for suya in historias} == set(del_volcado)
            and {tarea[-5:] for tarea in del_volcado} >= ids
        )

    taller.esperar(coinciden)
