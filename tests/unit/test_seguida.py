"""La tanda que sigue la demo, a partir del diario y solo de él."""

import pytest

from comun.modos import pub_sub, topics, work_queue
from comun.verbo import Verbo
from herramientas.contenedor.seguida import Seguida
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
    assert tanda.por_que_no("", AHORA) == ""


def test_la_que_tenia_un_muerto_y_acabo_otro_no_se_espera():
    (muerto, uno), (otro, dos) = suscrito("worker1.a"), suscrito("worker2.a")
    lotes = envia(Proceso("producer.a"), "a-1")

    tanda = seguir(uno, dos, *lotes, muerto.lote((Verbo.RECIBIDA, "a-1")))
    assert tanda.queda(AHORA)

    tanda.aplicar(hace(otro, "a-1", intento=2))
    assert not tanda.queda(AHORA)
    assert tanda.reparto(AHORA) == {"worker1": 0, "worker2": 1}


def test_de_la_que_tenia_un_muerto_y_nadie_repite_no_se_sabe_si_falta():
    (muerto, uno), (vivo, dos) = suscrito("worker1.a"), suscrito("worker2.a")
    lotes = *envia(Proceso("producer.a"), "a-1", "a-2"), muerto.lote((Verbo.RECIBIDA, "a-1"))

    tanda = seguir(uno, dos, *lotes, hace(vivo, "a-2"), vivo.lote())  # un minuto después, libre

    assert not tanda.queda(AHORA + 120)
    assert (tanda.faltan(AHORA + 120), tanda.por_que_no("", AHORA + 120)) == ((0, 1), "")


def test_la_que_mato_a_todos_sus_workers_esta_en_tareas_fallidas():
    (vivo, lista), tanda = suscrito("worker9.a"), seguir(*envia(Proceso("producer.a"), "a-1"))
    tanda.aplicar(lista)
    for intento in range(1, work_queue.MODO.intentos + 1):
        muerto, suya = suscrito(f"worker1.{intento}")
        tanda.aplicar(suya)
        tanda.aplicar(muerto.lote((Verbo.RECIBIDA, "a-1", {"intento": intento})))
    tanda.aplicar(vivo.lote())  # un minuto después, libre

    assert not tanda.queda(AHORA + 120)
    assert tanda.faltan(AHORA + 120) == (0, 0)


def test_la_descartada_no_se_espera_ni_esta_perdida():
    worker, lista = suscrito("worker1.a")
    fallos = [(Verbo.RECIBIDA, "a-1"), (Verbo.FALLIDA, "a-1"), (Verbo.DESCARTADA, "a-1")]

    tanda = seguir(lista, *envia(Proceso("producer.a"), "a-1"), worker.lote(*fallos))

    assert not tanda.queda(AHORA)
    assert (tanda.faltan(AHORA), tanda.por_que_no("", AHORA)) == ((0, 0), "")


def test_en_pub_sub_se_esperan_las_copias_de_todos():
    modo = pub_sub.MODO
    (uno, lista), (dos, otra) = suscrito("worker1.a", modo), suscrito("worker2.a", modo)
    tanda = seguir(lista, otra, *envia(Proceso("producer.a", modo), "a-1"), hace(uno, "a-1"))
    assert tanda.queda(AHORA)

    tanda.aplicar(dos.lote((Verbo.RECIBIDA, "a-1")))
    assert tanda.queda(AHORA)

    tanda.aplicar(dos.lote((Verbo.COMPLETADA, "a-1")))
    assert not tanda.queda(AHORA)
    assert tanda.reparto(AHORA) == {"worker1": 1, "worker2": 1}


def test_en_pub_sub_la_copia_de_un_muerto_se_da_por_perdida():
    modo = pub_sub.MODO
    (uno, lista), (_, otra) = suscrito("worker1.a", modo), suscrito("worker2.a", modo)
    tanda = seguir(lista, otra, *envia(Proceso("producer.a", modo), "a-1"), hace(uno, "a-1"))

    assert not tanda.queda(AHORA + 120)
    assert tanda.faltan(AHORA + 120) == (1, 0)
    assert tanda.por_que_no("", AHORA + 120) == "faltan 1: docker logs monitor"


def test_en_pub_sub_de_la_copia_que_tenia_un_muerto_no_se_sabe():
    worker, lista = suscrito("worker1.a", pub_sub.MODO)
    lotes = envia(Proceso("producer.a", pub_sub.MODO), "a-1")
    tanda = seguir(lista, *lotes, worker.lote((Verbo.RECIBIDA, "a-1")))

    assert not tanda.queda(AHORA + 120)
    assert tanda.faltan(AHORA + 120) == (0, 1)


def test_en_topics_se_esperan_las_copias_de_cada_cola():
    modo, tipo = topics.MODO, {"tipo": "norte.urgente.correo"}
    (worker, lista), productor = suscrito("worker1.a", modo), Proceso("producer.a", modo)
    del_productor = productor.lote(), productor.lote((Verbo.ENVIADA, "a-1", tipo), fin=True)
    tanda = seguir(lista, *del_productor)

    for cola in modo.colas:
        assert tanda.queda(AHORA)
        tanda.aplicar(hace(worker, "a-1", copia=cola))

    assert not tanda.queda(AHORA)
    assert tanda.reparto(AHORA) == {"worker1": 3}


def test_se_sigue_la_ultima_sea_del_modo_que_sea():
    (worker, lista), (otro, otra) = suscrito("worker1.a"), suscrito("worker1.b", pub_sub.MODO)
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1", "a-2")

    tanda = seguir(*primera, otra, *envia(Proceso("producer.b", pub_sub.MODO), "b-1"))
    tanda.aplicar(hace(otro, "b-1"))

    assert not tanda.queda(AHORA)
    assert tanda.libro.sumas[Verbo.ENVIADA] == 1


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
        (
            True,
            [],
            "el productor no ha enviado ninguna tarea: docker logs mi-producer dice por qué",
        ),
        (False, ["a-1"], "el productor se fue sin acabar: docker logs mi-producer"),
    ],
)
def test_lo_que_va_mal_se_dice(fin, tareas, porque):
    productor, (worker, lista) = Proceso("producer.a"), suscrito("worker1.a")
    del_productor = productor.lote(), productor.lote(*map(enviada, tareas), fin=fin)

    tanda = seguir(lista, *del_productor, hace(worker, *tareas))

    assert not tanda.queda(AHORA + 120)
    assert tanda.por_que_no("mi-", AHORA) == porque


def test_lo_que_quedo_de_otra_tanda_no_es_de_su_productor():
    worker, lista = suscrito("worker1.a")
    primera = lista, *envia(Proceso("producer.a"), "a-1", "a-2"), hace(worker, "a-1")

    tanda = seguir(*primera, *envia(Proceso("producer.b")), hace(worker, "a-2"))

    assert tanda.de_antes == 2
    assert tanda.por_que_no("", AHORA).startswith("el productor no ha enviado ninguna tarea")
