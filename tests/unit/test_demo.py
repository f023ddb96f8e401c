"""La tanda que sigue la demo, y su resumen, a partir del diario y solo de él."""

import re
from types import SimpleNamespace

import pytest

from comun.modos import pub_sub, topics, work_queue
from comun.servicio.ajustes import Ajustes
from comun.verbo import Verbo
from herramientas.contenedor import demo
from herramientas.contenedor.resumen import resumen
from herramientas.contenedor.seguida import Seguida
from tests.servicios import servicio
from tests.unit.test_seguimiento import Proceso, enviada

AHORA = 10.0  # los lotes de las pruebas son de los primeros segundos


def seguir(*lotes, desde=0.0):
    tanda = Seguida(desde)
    for lote in lotes:
        tanda.aplicar(lote)
    return tanda


def suscrito(nombre, modo=work_queue.MODO):
    """Un worker y el lote en que dice que escucha."""
    worker = Proceso(nombre, modo)
    return worker, worker.lote((Verbo.LISTA, ""))


def hace(worker, *tareas, **mas):
    """Un lote en que recibe y completa esas tareas."""
    return worker.lote(
        *((verbo, t, mas) for t in tareas for verbo in (Verbo.RECIBIDA, Verbo.COMPLETADA))
    )


def envia(productor, *tareas):
    """Sus lotes: el que abre la tanda, y el que dice lo que envió y que acaba."""
    return productor.lote(), productor.lote(*map(enviada, tareas), fin=True)


def cuentas(tanda):
    """Las líneas del resumen, sin las de dónde seguir mirando."""
    return resumen(tanda, Ajustes(), AHORA).split("\n\n")[0].split("\n")[1:]


def test_sin_productor_no_hay_tanda():
    _, lista = suscrito("worker1.a")

    tanda = seguir(lista)

    assert (tanda.productor, tanda.queda(AHORA)) == ("", True)


def test_queda_mientras_alguien_envia_o_falta_alguna():
    productor, (worker, lista) = Proceso("producer.a"), suscrito("worker1.a")
    tanda = seguir(lista, productor.lote(), productor.lote(enviada("a-1")), hace(worker, "a-1"))
    assert tanda.queda(AHORA)  # aún puede enviar otra

    tanda.aplicar(productor.lote(enviada("a-2"), fin=True))
    assert tanda.queda(AHORA)

    tanda.aplicar(hace(worker, "a-2"))
    assert not tanda.queda(AHORA)
    assert tanda.por_que_no() == ""


def test_la_que_tenia_un_muerto_y_acabo_otro_no_se_espera():
    (muerto, uno), (otro, dos) = suscrito("worker1.a"), suscrito("worker2.a")
    lotes = envia(Proceso("producer.a"), "a-1")

    tanda = seguir(uno, dos, *lotes, muerto.lote((Verbo.RECIBIDA, "a-1")))
    assert tanda.queda(AHORA)

    tanda.aplicar(hace(otro, "a-1", intento=2))
    assert not tanda.queda(AHORA)
    assert tanda.reparto(AHORA) == {"worker1": 0, "worker2": 1}


def test_la_descartada_no_se_espera_ni_esta_perdida():
    worker, lista = suscrito("worker1.a")
    fallos = [(Verbo.RECIBIDA, "a-1"), (Verbo.FALLIDA, "a-1"), (Verbo.DESCARTADA, "a-1")]

    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), worker.lote(*fallos))

    assert not tanda.queda(AHORA)
    assert (tanda.perdidas, tanda.por_que_no()) == (0, "")
    assert "    intentos fallidos  1 · descartadas 1" in cuentas(tanda)


def test_en_pub_sub_se_esperan_las_copias_de_todos():
    modo = pub_sub.MODO
    (uno, lista), (dos, otra) = suscrito("worker1.a", modo), suscrito("worker2.a", modo)
    tanda = seguir(lista, otra, *envia(Proceso("producer.a", modo), "a-1"), hace(uno, "a-1"))
    assert tanda.queda(AHORA)

    tanda.aplicar(dos.lote((Verbo.RECIBIDA, "a-1")))
    assert tanda.queda(AHORA)

    tanda.aplicar(dos.lote((Verbo.COMPLETADA, "a-1")))
    assert not tanda.queda(AHORA)
    assert "    copias completadas 2  (worker1 1 · worker2 1)" in cuentas(tanda)


def test_en_pub_sub_la_copia_de_un_muerto_se_da_por_perdida():
    modo = pub_sub.MODO
    (uno, lista), (_, otra) = suscrito("worker1.a", modo), suscrito("worker2.a", modo)
    tanda = seguir(lista, otra, *envia(Proceso("producer.a", modo), "a-1"), hace(uno, "a-1"))

    assert not tanda.queda(AHORA + 120)
    assert tanda.por_que_no() == "faltan 1: docker logs monitor"


def test_en_topics_se_esperan_las_copias_de_cada_cola():
    modo, tipo = topics.MODO, {"tipo": "norte.urgente.correo"}
    (worker, lista), productor = suscrito("worker1.a", modo), Proceso("producer.a", modo)
    del_productor = productor.lote(), productor.lote((Verbo.ENVIADA, "a-1", tipo), fin=True)
    tanda = seguir(lista, *del_productor)

    for cola in modo.colas:
        assert tanda.queda(AHORA)
        tanda.aplicar(hace(worker, "a-1", copia=cola))

    assert not tanda.queda(AHORA)
    assert "    copias completadas 3  (worker1 3)" in cuentas(tanda)


def test_se_sigue_la_ultima_sea_del_modo_que_sea():
    (worker, lista), (otro, otra) = suscrito("worker1.a"), suscrito("worker1.b", pub_sub.MODO)
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1", "a-2")

    tanda = seguir(*primera, otra, *envia(Proceso("producer.b", pub_sub.MODO), "b-1"))
    tanda.aplicar(hace(otro, "b-1"))

    assert not tanda.queda(AHORA)
    assert cuentas(tanda)[0] == "    enviadas           1"


def test_de_dos_del_mismo_modo_se_cuenta_la_segunda():
    worker, lista = suscrito("worker1.a")
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1", "a-2")

    tanda = seguir(*primera, *envia(Proceso("producer.b"), "b-1"), hace(worker, "b-1"))

    assert cuentas(tanda)[:2] == [
        "    enviadas           1",
        "    completadas        1  (worker1 1)",
    ]


def test_la_que_empezo_antes_no_es_la_suya():
    tanda = seguir(*envia(Proceso("producer.a"), "a-1"), desde=5.0)
    assert tanda.productor == ""

    nuevo = Proceso("producer.b")
    tanda.aplicar(nuevo.lote(instante=6.0))
    assert tanda.productor == "producer.b"


def test_lo_ultimo_que_dice_el_productor_de_antes_no_abre_otra():
    viejo = Proceso("producer.a")
    tanda = seguir(viejo.lote(), desde=5.0)

    tanda.aplicar(viejo.lote(instante=6.0, fin=True))  # se paró porque arranca otro

    assert tanda.productor == ""


@pytest.mark.parametrize(
    ("fin", "tareas", "porque"),
    [
        (True, [], "el productor no ha enviado ninguna tarea: docker logs producer dice por qué"),
        (False, ["a-1"], "el productor se fue sin acabar: docker logs producer"),
    ],
)
def test_lo_que_va_mal_se_dice(fin, tareas, porque):
    productor, (worker, lista) = Proceso("producer.a"), suscrito("worker1.a")
    del_productor = productor.lote(), productor.lote(*map(enviada, tareas), fin=fin)

    tanda = seguir(lista, *del_productor, hace(worker, *tareas))

    assert not tanda.queda(AHORA + 120)
    assert tanda.por_que_no() == porque


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


def test_el_diario_atrasado_no_cuenta_en_lo_que_se_espera_a_la_tanda(monkeypatch):
    (viejo, lista), reloj = suscrito("worker1.a"), [1000.0]
    atrasados = [lista, *(viejo.lote() for _ in range(60))]  # uno por segundo: más que SIN_TANDA
    quedan = iter([*atrasados, *envia(Proceso("producer.a"), "a-1"), hace(viejo, "a-1")])

    def suscribir(_conexion, al_llegar):
        def atender(_segundos):
            reloj[0] += 1
            if lote := next(quedan, None):
                al_llegar(lote)

        return atender

    def lector(_nombre, al_llegar):
        return SimpleNamespace(suscribir=lambda conexion: suscribir(conexion, al_llegar))

    monkeypatch.setattr(demo, "Lector", lector)
    ahora = SimpleNamespace(time=lambda: reloj[0], monotonic=lambda: reloj[0])
    monkeypatch.setattr(demo, "time", ahora)

    assert demo.Demo(servicio("demo"), 0.0).seguir(None) == ""


def test_sin_tanda_se_espera_un_rato_y_se_dice(monkeypatch):
    reloj = iter(range(1000))
    atender = SimpleNamespace(suscribir=lambda _conexion: lambda _segundos: None)
    monkeypatch.setattr(demo, "Lector", lambda *_: atender)
    ahora = SimpleNamespace(time=lambda: 1000.0, monotonic=lambda: next(reloj))
    monkeypatch.setattr(demo, "time", ahora)

    assert demo.Demo(servicio("demo"), 0.0).seguir(None).startswith("no ha empezado ninguna tanda")
