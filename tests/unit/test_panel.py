"""Cómo casa lo que cuenta el diario con lo que dice el broker, y lo que de ello se muestra."""

import json
from itertools import count

import pytest

from comun import modos
from comun.modos import pub_sub, routing, work_queue
from comun.servicio.ajustes import Ajustes
from comun.verbo import Verbo
from panel.escena import CABEZA, colas
from panel.serie import percentiles
from panel.vista import broker, fijo, historia
from seguimiento import por_familia
from seguimiento.api import Cola
from seguimiento.foto import Foto
from tests.unit.test_seguimiento import Proceso, enviada, sumar


@pytest.fixture
def panorama():
    return por_familia.panorama(work_queue.MODO)


SUYA = "tareas_distribuidas"


def foto(en_cola=0, en_proceso=0, *conexiones):
    suyas = {SUYA: Cola(en_cola=en_cola, en_proceso=en_proceso)}
    return Foto(contesta=True, colas=suyas, conexiones=frozenset(conexiones))


RELOJ = count(1000)


def mirar(panorama, suya):
    """Una foto más, un segundo después de la anterior."""
    panorama.mirar(suya, float(next(RELOJ)))


def sin_cambios(panorama, *lo_que_dice):
    """Lo que falta cuando el broker lleva un rato diciendo lo mismo."""
    for _ in range(5):
        mirar(panorama, foto(*lo_que_dice))
    return panorama.perdidas, panorama.sin_noticia


def presentes(panorama, *conexiones):
    sin_cambios(panorama, 0, 0, *conexiones)
    return [(w.nombre, w.hechas[Verbo.COMPLETADA], w.muerto) for w in panorama.workers()]


def lista(worker):
    return worker.lote((Verbo.LISTA, ""))


@pytest.mark.parametrize(("en_cola", "perdidas"), [(2, 0), (0, 2)])
def test_las_perdidas_se_dicen_cuando_nada_cambia(panorama, en_cola, perdidas):
    sumar(panorama.libro, Proceso("producer.a").lote(enviada("a-1"), enviada("a-2")))

    mirar(panorama, foto(en_cola))
    mirar(panorama, foto(en_cola))
    assert panorama.perdidas is None

    assert sin_cambios(panorama, en_cola) == (perdidas, 0)


def test_sin_respuesta_del_broker_no_se_da_nada_por_perdido(panorama):
    sumar(panorama.libro, Proceso("producer.a").lote(enviada("a-1")))
    sin_cambios(panorama)

    mirar(panorama, None)

    assert panorama.perdidas is None


def test_sin_todos_los_detalles_no_se_sabe_si_falta_algo(panorama):
    productor = Proceso("producer.a")
    sumar(panorama.libro, productor.lote())
    productor.lote(enviada("a-1"))
    sumar(panorama.libro, productor.lote(enviada("a-2")))

    assert sin_cambios(panorama) == (None, None)


def test_mientras_alguien_trabaja_y_el_broker_no_lo_ha_contado_no_se_sabe(panorama):
    worker = Proceso("worker1.a")
    sumar(
        panorama.libro,
        Proceso("producer.a").lote(enviada("a-1")),
        worker.lote((Verbo.RECIBIDA, "a-1")),
    )

    assert sin_cambios(panorama, 0, 0, "worker1.a") == (None, None)
    assert sin_cambios(panorama, 0, 1, "worker1.a") == (0, 0)


def test_la_que_tenia_un_muerto_y_no_esta_en_el_broker_no_esta_perdida(panorama):
    """Quizá se acabó, y murió antes de contarlo."""
    worker = Proceso("worker1.a")
    sumar(
        panorama.libro,
        Proceso("producer.a").lote(enviada("a-1")),
        worker.lote((Verbo.RECIBIDA, "a-1")),
    )

    assert sin_cambios(panorama) == (0, 1)


def test_quien_murio_en_el_ultimo_intento_no_pierde_la_tarea(panorama):
    worker = Proceso("worker1.a")
    ultima = (Verbo.RECIBIDA, "a-1", {"intento": 4})
    sumar(panorama.libro, Proceso("producer.a").lote(enviada("a-1")), worker.lote(ultima))

    assert sin_cambios(panorama) == (0, 0)


def test_con_mas_de_diez_mil_esperando_no_se_resta_dos_veces(panorama):
    """El panel de antes recordaba 10.000: de las demás restaba otra vez las completadas."""
    productor, worker = Proceso("producer.a"), Proceso("worker1.a")
    for n in range(12):
        sumar(panorama.libro, productor.lote(*(enviada(f"a-{n}-{k}") for k in range(1000))))
    for k in range(1000):
        hecha = f"a-0-{k}"
        sumar(panorama.libro, worker.lote((Verbo.RECIBIDA, hecha), (Verbo.COMPLETADA, hecha)))

    assert sin_cambios(panorama, 11_000) == (0, 0)
    assert sin_cambios(panorama, 10_993) == (7, 0)


def test_un_proceso_falta_al_segundo_sin_su_conexion_y_puede_volver(panorama):
    sumar(panorama.libro, lista(Proceso("worker1.a")))
    panorama.mirar(foto(0, 0, "worker1.a"), 4.0)

    panorama.mirar(foto(), 5.0)
    assert panorama.presencia.vivo("worker1.a")
    panorama.mirar(foto(), 6.0)
    assert not panorama.presencia.vivo("worker1.a")
    assert panorama.presencia.murio("worker1.a") == 5.0

    panorama.mirar(foto(0, 0, "worker1.a"), 7.0)
    assert panorama.presencia.vivo("worker1.a")


def test_quien_acaba_de_escribir_no_esta_muerto_aunque_la_api_aun_no_lo_sepa(panorama):
    worker = Proceso("worker1.a")
    for n in range(5):
        sumar(panorama.libro, worker.lote((Verbo.LISTA, "")))
        panorama.mirar(foto(), 5.0 + n)
        assert panorama.presencia.vivo("worker1.a")


def test_de_quien_ya_no_estaba_se_sabe_cuando_escribio_por_ultima_vez(panorama):
    sumar(panorama.libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), instante=70.0))

    presentes(panorama)

    assert panorama.presencia.murio("worker1.a") == 70.0


def test_los_que_se_fueron_antes_de_esta_tanda_no_salen(panorama):
    productor, worker = Proceso("producer.a"), Proceso("worker1.a")
    sumar(panorama.libro, productor.lote(), productor.lote(fin=True), lista(worker))
    sumar(panorama.libro, worker.lote((Verbo.COMPLETADA, "a-1"), fin=True))

    sumar(panorama.libro, Proceso("producer.b").lote(), lista(Proceso("worker2.a")))

    assert presentes(panorama, "worker2.a") == [("worker2", 0, False)]


def test_otras_conexiones_no_son_un_cambio(panorama):
    sumar(panorama.libro, Proceso("producer.a").lote(enviada("a-1")))

    for n in range(5):
        mirar(panorama, foto(1, 0, f"script-{n}"))

    assert panorama.perdidas == 0


def test_sin_broker_quien_vivia_sigue_y_quien_habia_muerto_tambien(panorama):
    sumar(panorama.libro, lista(Proceso("worker1.a")), lista(Proceso("worker2.a")))
    sin_cambios(panorama, 0, 0, "worker2.a")

    for _ in range(5):
        mirar(panorama, None)

    assert [panorama.presencia.vivo("worker1.a"), panorama.presencia.vivo("worker2.a")] == [
        False,
        True,
    ]


def test_el_reloj_de_quien_escribe_no_dice_si_vive(panorama):
    """Con 4 s de diferencia entre relojes, el panel de antes lo daba por muerto para siempre."""
    sumar(panorama.libro, Proceso("worker1.a").lote((Verbo.LISTA, ""), instante=1.0))

    for n in range(3):
        panorama.mirar(foto(0, 0, "worker1.a"), 5000.0 + n)

    assert panorama.presencia.vivo("worker1.a")


def test_la_que_vuelve_esta_en_pausa_o_en_la_cola_y_no_en_los_dos_sitios(panorama):
    """La última que falló no es siempre la que más tarda en volver."""
    worker = Proceso("worker1.a")
    for tarea, instante in (("lenta", 99), ("pronta", 50)):
        sumar(
            panorama.libro, worker.lote((Verbo.FALLIDA, tarea, {"intento": 1}), instante=instante)
        )
    mirar(panorama, Foto(contesta=True, colas={SUYA: Cola(en_cola=2, en_pausa=1, pausa=5.0)}))

    escena = colas(panorama, 100.0)[SUYA]

    assert [pausa[0] for pausa in escena["pausas"]] == ["lenta"]
    assert [ficha[0] for ficha in escena["cabeza"]] == ["pronta"]


@pytest.fixture
def por_tipo():
    """En routing: dos esperan en una cola, y en la otra, que nadie atiende, una."""
    panorama = por_familia.panorama(routing.MODO)
    tipos = {"a-1": "chevere", "a-2": "reflexiva", "a-3": "chevere"}
    enviadas = [(Verbo.ENVIADA, tarea, {"tipo": tipo}) for tarea, tipo in tipos.items()]
    sumar(panorama.libro, Proceso("producer.a", routing.MODO).lote(*enviadas))
    atendida = Cola(en_cola=2, consumidores=frozenset({"worker1.a"}))
    suyas = {"tareas_chevere": atendida, "tareas_reflexiva": Cola(en_cola=1)}
    for _ in range(5):
        mirar(panorama, Foto(contesta=True, colas=suyas))
    return panorama


def en(cola, que):
    return [ficha[0] for ficha in cola[que]]


def test_en_cada_cola_esperan_las_de_su_tipo(por_tipo):
    esperan = {nombre: en(cola, "cabeza") for nombre, cola in colas(por_tipo, 0.0).items()}

    assert esperan == {"tareas_chevere": ["a-1", "a-3"], "tareas_reflexiva": ["a-2"]}


def test_la_que_vuelve_espera_su_pausa_en_la_cola_de_su_tipo(por_tipo):
    worker = Proceso("worker1.a", routing.MODO)
    fallida = (Verbo.FALLIDA, "a-2", {"intento": 1})
    sumar(por_tipo.libro, worker.lote((Verbo.RECIBIDA, "a-2"), fallida, instante=50))
    suyas = {"tareas_chevere": Cola(en_cola=2), "tareas_reflexiva": Cola(1, 1, pausa=60.0)}
    mirar(por_tipo, Foto(contesta=True, colas=suyas))

    pausas = {nombre: en(cola, "pausas") for nombre, cola in colas(por_tipo, 60.0).items()}

    assert pausas == {"tareas_chevere": [], "tareas_reflexiva": ["a-2"]}


def test_de_cada_cola_se_muestran_las_primeras_aunque_otra_tenga_muchas():
    panorama, productor = por_familia.panorama(routing.MODO), Proceso("producer.a", routing.MODO)
    for n in range(CABEZA + 5):
        sumar(panorama.libro, productor.lote((Verbo.ENVIADA, f"a-{n}", {"tipo": "chevere"})))
    sumar(panorama.libro, productor.lote((Verbo.ENVIADA, "b-1", {"tipo": "reflexiva"})))

    escena = colas(panorama, 0.0)

    assert len(escena["tareas_chevere"]["cabeza"]) == CABEZA
    assert en(escena["tareas_reflexiva"], "cabeza") == ["b-1"]


def test_la_que_no_se_vio_enviar_esta_en_la_cola_del_tipo_que_dijo_su_worker(por_tipo):
    ajena = (Verbo.RECIBIDA, "otra", {"tipo": "reflexiva"})
    sumar(por_tipo.libro, Proceso("worker2.a", routing.MODO).lote(ajena))

    historia = por_tipo.libro.historia("otra")

    assert por_tipo.libro.cola_de(historia) == "tareas_reflexiva"


def test_de_cada_cola_se_dice_cuantos_la_atienden(por_tipo):
    suyas = broker(por_tipo, conectado=True, cambio=0.0)["colas"]

    assert {nombre: cola["workers"] for nombre, cola in suyas.items()} == {
        "tareas_chevere": 1,
        "tareas_reflexiva": 0,
    }


def test_con_varias_colas_las_cuentas_son_las_de_todas(por_tipo):
    assert por_tipo.pendientes() == (3, 0, 0)
    assert (por_tipo.perdidas, por_tipo.sin_noticia) == (0, 0)


def test_la_que_falta_de_cualquiera_de_las_colas_esta_perdida(por_tipo):
    suyas = {"tareas_chevere": Cola(en_cola=2), "tareas_reflexiva": Cola()}
    for _ in range(5):
        mirar(por_tipo, Foto(contesta=True, colas=suyas))

    assert por_tipo.perdidas == 1


def test_un_worker_que_atiende_varias_colas_es_uno():
    uno, otro = frozenset({"worker1.a"}), frozenset({"worker1.a", "worker2.a"})

    cola = Foto(colas={"a": Cola(consumidores=uno), "b": Cola(consumidores=otro)}).cola

    assert cola.workers == 2


@pytest.mark.parametrize("modo", modos.todos())
def test_la_pagina_sabe_que_colas_dibujar_y_con_que_claves(modo):
    ajustes = Ajustes.de_entorno({"MODO": modo})

    dicho = fijo(ajustes)["modo"]

    assert dicho["colas"] == {c: list(claves) for c, claves in ajustes.modo.colas.items()}
    assert dicho["copias"] == (not ajustes.modo.colas)
    assert json.loads(json.dumps(dicho))["tipos"] == list(ajustes.modo.tipos)


def test_quien_murio_en_otra_tanda_no_vuelve_por_empezar_una_nueva(panorama):
    worker, productor = Proceso("worker1.a"), Proceso("producer.a")
    sumar(panorama.libro, productor.lote(), productor.lote(fin=True))
    sumar(panorama.libro, worker.lote((Verbo.RECIBIDA, "a-1"), (Verbo.COMPLETADA, "a-1")))
    presentes(panorama)
    assert [(w.nombre, w.muerto) for w in panorama.novedades()] == [("worker1", True)]

    sumar(panorama.libro, Proceso("producer.b").lote())
    presentes(panorama)

    assert not panorama.novedades()


@pytest.fixture
def suscrito():
    """Con un suscriptor que no dice nada desde que se suscribió, y un productor."""
    panorama = por_familia.panorama(pub_sub.MODO)
    worker, productor = Proceso("worker1.a", pub_sub.MODO), Proceso("producer.a", pub_sub.MODO)
    sumar(panorama.libro, lista(worker), productor.lote(), productor.lote(enviada("a-1")))
    return panorama, worker, productor


def test_de_lo_enviado_tras_morir_un_suscriptor_nada_le_tocaba(suscrito):
    panorama, _, productor = suscrito
    presentes(panorama)

    sumar(panorama.libro, *(productor.lote(enviada(f"b-{n}"), instante=50) for n in range(5)))
    mirar(panorama, foto())

    assert (panorama.perdidas, panorama.sin_noticia) == (0, 1)
    assert list(panorama.copias("worker1.a")) == ["a-1"]


def test_quien_releva_a_un_suscriptor_se_queda_con_lo_que_venga(suscrito):
    panorama, _, productor = suscrito
    sumar(panorama.libro, lista(Proceso("worker1.b", pub_sub.MODO)))

    sumar(panorama.libro, productor.lote(), productor.lote(enviada("b-1")))

    copias = {quien: list(suyo.copias) for quien, suyo in panorama.libro.procesos.items()}
    assert copias == {"worker1.a": ["a-1"], "worker1.b": ["b-1"], "producer.a": []}


def test_un_reinicio_suma_a_lo_que_llevaba(panorama):
    for n in (1, 2):
        worker = Proceso(f"worker1.{n}")
        sumar(panorama.libro, worker.lote((Verbo.LISTA, ""), (Verbo.COMPLETADA, f"a-{n}")))

    assert presentes(panorama, "worker1.2") == [("worker1", 2, False)]


def test_dos_vivos_del_mismo_nombre_son_dos(panorama):
    for n in (1, 2):
        worker = Proceso(f"worker1.{n}")
        sumar(panorama.libro, worker.lote((Verbo.LISTA, ""), (Verbo.COMPLETADA, f"a-{n}")))

    dos = [("worker1.1", 1, False), ("worker1.2", 1, False)]
    assert presentes(panorama, "worker1.1", "worker1.2") == dos


def test_con_cien_workers_y_productores_las_sumas_son_exactas(panorama):
    """Por encima de 64 el panel de antes olvidaba a unos y los volvía a contar."""
    for vuelta in range(3):
        for n in range(100):
            if not vuelta:
                sumar(panorama.libro, lista(Proceso(f"worker{n}.a")))
            sumar(panorama.libro, Proceso(f"producer.{vuelta}-{n}").lote(enviada(f"{vuelta}-{n}")))

    assert panorama.libro.sumas[Verbo.ENVIADA] == 300
    assert len(panorama.workers()) == 100


def test_quien_se_despide_no_esta_muerto(panorama):
    sumar(panorama.libro, Proceso("worker1.a").lote((Verbo.COMPLETADA, "a-1"), fin=True))

    assert presentes(panorama) == [("worker1", 1, False)]


def test_hay_productor_mientras_no_se_despida_ni_le_falte_la_conexion(panorama):
    productor = Proceso("producer.a")
    sumar(panorama.libro, productor.lote())
    presentes(panorama, "producer.a")
    assert panorama.produce

    presentes(panorama)
    assert not panorama.produce

    presentes(panorama, "producer.a")
    sumar(panorama.libro, productor.lote(fin=True))
    assert not panorama.produce


def test_la_historia_dice_lo_que_espero_hasta_su_primera_entrega(panorama):
    productor, worker = Proceso("producer.a"), Proceso("worker1.a")
    recibida = (Verbo.RECIBIDA, "a-1", {"instante": 3.5})
    otra_vez = (Verbo.RECIBIDA, "a-1", {"instante": 9.0, "intento": 2})
    sumar(
        panorama.libro,
        productor.lote(enviada("a-1"), instante=1.0),
        worker.lote(recibida, otra_vez),
    )

    assert historia(panorama.libro.historia("a-1"), panorama)["espera"] == 2.5


def test_la_historia_dice_el_tipo_y_si_no_hay_complejidad_que_no_la_hay(panorama):
    sumar(panorama.libro, Proceso("producer.a").lote((Verbo.ENVIADA, "a-1", {"tipo": "chevere"})))

    suya = historia(panorama.libro.historia("a-1"), panorama)

    assert (suya["tipo"], suya["complejidad"]) == ("chevere", None)


@pytest.mark.parametrize(
    ("muestras", "esperados"), [([], None), ([3.0], [3.0, 3.0]), (range(101), [50, 95])]
)
def test_los_percentiles(muestras, esperados):
    assert percentiles(muestras) == esperados
