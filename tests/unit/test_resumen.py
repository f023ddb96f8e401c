"""El resumen de una tanda: qué cuenta, y dónde dice que se siga mirando."""

import re

import pytest

from comun.modos import pub_sub, topics
from comun.servicio.ajustes import Ajustes
from comun.verbo import Verbo
from herramientas.contenedor.resumen import resumen
from tests.unit.test_seguida import AHORA, envia, hace, seguir, suscrito
from tests.unit.test_seguimiento import Proceso


def cuentas(tanda):
    """Las líneas del resumen, sin las de dónde seguir mirando."""
    return resumen(tanda, Ajustes(), AHORA).split("\n\n")[0].split("\n")[1:]


def test_de_dos_del_mismo_modo_se_cuenta_la_segunda():
    worker, lista = suscrito("worker1.a")
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1", "a-2")

    tanda = seguir(*primera, *envia(Proceso("producer.b"), "b-1"), hace(worker, "b-1"))

    assert cuentas(tanda)[:2] == [
        "    enviadas           1",
        "    completadas        1  (worker1 1)",
    ]


def test_si_la_de_antes_no_habia_acabado_se_dice_cuantas_son_de_ella():
    worker, lista = suscrito("worker1.a")
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1")

    tanda = seguir(*primera, *envia(Proceso("producer.b"), "b-1"), hace(worker, "a-2", "b-1"))

    assert cuentas(tanda)[:2] == [
        "    enviadas           3, con 2 de antes: aquella tanda no había acabado",
        "    completadas        3  (worker1 3)",
    ]


def test_de_la_que_no_ha_acabado_no_se_dice_que_perdio_nada():
    worker, lista = suscrito("worker1.a")

    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1"))

    assert cuentas(tanda)[4] == "    quedan             1"


def test_la_que_tenia_quien_murio_al_acabarla_se_dice_aparte():
    (muerto, uno), (vivo, dos) = suscrito("worker1.a"), suscrito("worker2.a")
    lotes = *envia(Proceso("producer.a"), "a-1"), muerto.lote((Verbo.RECIBIDA, "a-1"))

    tanda = seguir(uno, dos, *lotes, vivo.lote())  # un minuto después, libre

    dicho = resumen(tanda, Ajustes(), AHORA + 120)
    assert "    perdidas           0 · sin noticia 1: las tenía quien se fue de golpe\n" in dicho


@pytest.mark.parametrize(
    ("modo", "copias"),
    [(pub_sub.MODO, [{}]), (topics.MODO, [{"copia": c} for c in topics.MODO.colas])],
)
def test_donde_una_tarea_se_hace_varias_veces_lo_que_se_cuenta_son_copias(modo, copias):
    (worker, lista), productor = suscrito("worker1.a", modo), Proceso("producer.a", modo)
    tipo = {"tipo": "norte.urgente.correo"}
    envios = productor.lote(), productor.lote((Verbo.ENVIADA, "a-1", tipo), fin=True)

    tanda = seguir(lista, *envios, *(hace(worker, "a-1", **copia) for copia in copias))

    assert cuentas(tanda)[1] == f"    copias completadas {len(copias)}  (worker1 {len(copias)})"


def test_los_intentos_fallidos_y_las_descartadas_se_cuentan():
    worker, lista = suscrito("worker1.a")
    fallos = [(Verbo.RECIBIDA, "a-1"), (Verbo.FALLIDA, "a-1"), (Verbo.DESCARTADA, "a-1")]

    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), worker.lote(*fallos))

    assert "    intentos fallidos  1 · descartadas 1" in cuentas(tanda)


def test_el_resumen_dice_donde_mirar_en_este_taller():
    worker, lista = suscrito("worker1.a")
    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), hace(worker, "a-1"))
    ajustes = Ajustes(prefijo="mi-", puerto_panel=8081, puerto_ui=25_672)

    dicho = resumen(tanda, ajustes, AHORA)

    assert re.search(r"^ +http://127\.0\.0\.1:8081 +el panel", dicho, re.MULTILINE)
    assert re.search(r"^ +docker logs mi-worker1 +lo que hizo", dicho, re.MULTILINE)
    assert re.search(r"^ +http://127\.0\.0\.1:25672 +la interfaz", dicho, re.MULTILINE)


def test_un_worker_de_nombre_hostil_sale_escapado():
    worker, lista = suscrito("x\x1b[31m.a")
    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), hace(worker, "a-1"))

    assert "\x1b" not in resumen(tanda, Ajustes(), AHORA)


def test_el_que_hizo_alguna_sale_en_el_reparto_aunque_ya_no_este():
    worker, lista = suscrito("worker1.a")
    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), hace(worker, "a-1"))

    tanda.aplicar(worker.lote(fin=True))

    assert tanda.reparto(AHORA) == {"worker1": 1}


def test_el_que_se_fue_antes_no_sale_en_el_reparto():
    (ido, lista), (worker, otra) = suscrito("worker-a.a"), suscrito("worker1.a")
    primera = lista, ido.lote(fin=True), otra

    tanda = seguir(*primera, *envia(Proceso("producer.a"), "a-1"), hace(worker, "a-1"))

    assert tanda.reparto(AHORA) == {"worker1": 1}
