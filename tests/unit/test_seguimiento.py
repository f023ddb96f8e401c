"""Las cuentas de quien mira, a partir del diario y solo de él."""

import json
from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comun.modos import pub_sub, routing, topics, work_queue
from comun.verbo import Verbo
from seguimiento import por_familia
from seguimiento.lote import Lote, LoteInvalido


def todos(_):
    return True


def nadie(_):
    return False


class Proceso:
    """Uno que escribe: cada lote, lo que se le da (qué, id[, más])."""

    def __init__(self, nombre, modo=work_queue.MODO):
        self.nombre, self.modo = nombre, modo.nombre
        self.numero, self.totales = 0, Counter()

    def lote(self, *hechos, instante=None, **mas):
        self.numero += 1
        self.totales += Counter(que for que, *_ in hechos)
        instante = self.numero if instante is None else instante
        detalles = [
            {"que": que, "quien": "x", "id": tarea, "instante": instante, **dict(*resto)}
            for que, tarea, *resto in hechos
        ]
        datos = {"proceso": self.nombre, "numero": self.numero, "modo": self.modo}
        datos |= {"instante": instante, "totales": dict(self.totales), "detalles": detalles, **mas}
        return Lote.de_json(json.dumps(datos).encode())


@pytest.fixture
def libro():
    return por_familia.libro(work_queue.MODO)


def sumar(libro, *lotes):
    for lote in lotes:
        libro.aplicar(lote)
    return libro


def situacion(libro, tarea, vivo=todos):
    return libro.historia(tarea).situacion(vivo, libro.modo.intentos)


def enviada(tarea):
    return (Verbo.ENVIADA, tarea, {"complejidad": 2})


def test_dos_procesos_del_mismo_nombre_suman_los_dos(libro):
    uno, otro = Proceso("producer.a"), Proceso("producer.b")

    sumar(libro, uno.lote(), otro.lote(), uno.lote(enviada("a-1")), otro.lote(enviada("b-1")))

    assert libro.sumas[Verbo.ENVIADA] == 2


def test_un_lote_repetido_no_cuenta_dos_veces(libro):
    repetido = Proceso("producer.a").lote(enviada("a-1"))

    sumar(libro, repetido, repetido)

    assert libro.sumas[Verbo.ENVIADA] == 1


def test_un_lote_que_falta_no_estropea_las_sumas_y_se_dice(libro):
    productor = Proceso("producer.a")
    lotes = [productor.lote(enviada(f"a-{n}")) for n in range(3)]

    sumar(libro, lotes[0], lotes[2])

    assert (libro.sumas[Verbo.ENVIADA], libro.completo) == (3, False)


def test_si_el_diario_no_tiene_el_principio_se_suma_lo_que_tiene():
    libro, productor = por_familia.libro(work_queue.MODO), Proceso("producer.a")
    productor.lote(enviada("a-1"))

    sumar(libro, replace(productor.lote(enviada("a-2")), offset=7))

    assert (libro.sumas[Verbo.ENVIADA], libro.completo) == (1, False)


def test_otra_tanda_empieza_de_cero_cuando_no_queda_nada(libro):
    productor, worker = Proceso("producer.a"), Proceso("worker1.a")
    sumar(libro, productor.lote(), productor.lote(enviada("a-1"), fin=True))
    sumar(libro, worker.lote((Verbo.RECIBIDA, "a-1")), worker.lote((Verbo.COMPLETADA, "a-1")))

    otra = Proceso("producer.b")
    sumar(libro, otra.lote(), otra.lote(enviada("b-1")))

    assert (libro.sumas[Verbo.ENVIADA], libro.completadas, libro.historia("a-1")) == (1, 0, None)


@pytest.mark.parametrize("acaba", [True, False])
def test_con_algo_pendiente_sigue_la_misma_tanda(libro, acaba):
    productor, otra = Proceso("producer.a"), Proceso("producer.b")
    hechos = () if acaba else (enviada("a-1"),)

    sumar(libro, productor.lote(), productor.lote(*hechos, fin=not acaba), otra.lote(instante=9))

    assert libro.desde == 1
    assert libro.sumas[Verbo.ENVIADA] == len(hechos)


def test_la_que_tenia_un_muerto_vuelve_y_es_de_otro(libro):
    uno, otro = Proceso("worker1.a"), Proceso("worker2.a")
    sumar(libro, Proceso("producer.a").lote(enviada("a-1")), uno.lote((Verbo.RECIBIDA, "a-1")))
    assert situacion(libro, "a-1") == "en_mano"
    assert situacion(libro, "a-1", nadie) == "perdida"

    sumar(libro, otro.lote((Verbo.RECIBIDA, "a-1", {"intento": 2})))

    assert situacion(libro, "a-1", lambda quien: quien == "worker2.a") == "en_mano"
    assert libro.reentregas == 1


def test_el_ultimo_intento_en_manos_de_un_muerto_esta_en_tareas_fallidas(libro):
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1", {"intento": 4})))

    assert situacion(libro, "a-1", nadie) == "descartada"


def test_la_completada_dos_veces_es_una_y_una_repetida(libro):
    hecha = (Verbo.COMPLETADA, "a-1")

    sumar(libro, Proceso("worker1.a").lote(hecha), Proceso("worker2.a").lote(hecha))

    assert (libro.completadas, libro.repetidas) == (1, 1)


def test_la_que_nadie_supo_que_se_hizo_no_esta_completada(libro):
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.SIN_ACK, "a-1")))

    assert (libro.completadas, libro.repetidas) == (0, 1)
    assert situacion(libro, "a-1") == "sin_ack"


def test_la_que_vuelve_de_tareas_fallidas_se_hace_una_vez(libro):
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.DESCARTADA, "a-1")))
    sumar(libro, Proceso("reintentar.a").lote((Verbo.REINTENTADA, "a-1"), fin=True))
    assert situacion(libro, "a-1") == "espera"

    sumar(libro, Proceso("worker2.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.COMPLETADA, "a-1")))

    assert situacion(libro, "a-1") == "completada"
    assert (libro.completadas, libro.repetidas) == (1, 0)


def test_quien_se_suscribe_otra_vez_ya_no_tiene_la_de_antes(libro):
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.LISTA, "")))

    assert situacion(libro, "a-1") == "perdida"


def test_el_tipo_de_una_tarea_se_recuerda_aunque_despues_no_se_diga():
    libro, worker = por_familia.libro(routing.MODO), Proceso("worker1.a", routing.MODO)
    con_tipo = (Verbo.RECIBIDA, "a-1", {"tipo": "chevere"})

    sumar(libro, worker.lote(con_tipo), worker.lote((Verbo.COMPLETADA, "a-1")))

    assert libro.historia("a-1").tipo == "chevere"
    assert libro.cola_de(libro.historia("a-1")) == "tareas_chevere"


def test_de_la_que_no_se_sabe_el_tipo_no_se_sabe_la_cola():
    libro = sumar(
        por_familia.libro(routing.MODO), Proceso("p.a", routing.MODO).lote(enviada("a-1"))
    )

    assert libro.cola_de(libro.historia("a-1")) == ""


def test_sin_tipos_todas_son_de_la_misma_cola(libro):
    sumar(libro, Proceso("producer.a").lote(enviada("a-1")))

    assert libro.cola_de(libro.historia("a-1")) == "tareas_distribuidas"


@pytest.fixture
def copias():
    """Con un suscriptor y un productor que ya han escrito."""
    libro = por_familia.libro(pub_sub.MODO)
    worker, productor = Proceso("worker1.a", pub_sub.MODO), Proceso("producer.a", pub_sub.MODO)
    sumar(libro, worker.lote((Verbo.LISTA, "")), productor.lote())
    return libro, worker, productor


def test_con_copias_cada_suscriptor_tiene_la_suya_por_hacer(copias):
    libro, worker, productor = copias
    sumar(libro, productor.lote(enviada("a-1"), enviada("a-2")))

    sumar(libro, worker.lote((Verbo.RECIBIDA, "a-1")))

    assert list(libro.procesos["worker1.a"].copias) == ["a-2"]


def test_lo_que_esperaba_en_una_cola_muere_con_su_conexion(copias):
    libro, worker, productor = copias
    sumar(libro, productor.lote(enviada("a-1")), worker.lote((Verbo.RECIBIDA, "a-1")))
    sumar(libro, productor.lote(enviada("a-2")), worker.lote((Verbo.COMPLETADA, "a-1")))

    sumar(libro, worker.lote((Verbo.LISTA, "")))

    assert libro.procesos["worker1.a"].perdidas == 1


def test_con_copias_cada_uno_hace_la_suya_y_no_se_repite():
    libro, hecha = por_familia.libro(pub_sub.MODO), (Verbo.COMPLETADA, "a-1")

    for quien in ("worker1.a", "worker2.a"):
        sumar(libro, Proceso(quien, pub_sub.MODO).lote(hecha))

    assert (libro.completadas, libro.repetidas) == (2, 0)


def test_lo_que_quedo_sin_noticia_no_alarga_la_tanda(libro):
    """Un muerto la acabó sin contarlo: con un worker libre un minuto, no está en la cola."""
    sumar(libro, Proceso("producer.a").lote(enviada("a-1"), fin=True, instante=1))
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), instante=2))
    otro = Proceso("worker1.b")
    sumar(libro, otro.lote((Verbo.LISTA, ""), instante=30))

    sumar(libro, Proceso("producer.b").lote(instante=60, fin=True))
    assert libro.sumas[Verbo.ENVIADA] == 1
    sumar(libro, otro.lote(instante=90))  # repite sus totales
    sumar(libro, Proceso("producer.c").lote(instante=100))

    assert not libro.sumas[Verbo.ENVIADA]


def test_suscribirse_no_es_trabajo_y_no_alarga_la_tanda(libro):
    """Se borró la cola con una dentro, y el siguiente up arranca otra vez los workers."""
    worker, lista = Proceso("worker1.a"), (Verbo.LISTA, "")
    sumar(libro, worker.lote(lista, instante=1))
    sumar(libro, Proceso("producer.a").lote(enviada("a-1"), fin=True, instante=2))
    sumar(libro, worker.lote(instante=62), worker.lote(instante=80, fin=True))

    sumar(libro, Proceso("worker1.b").lote(lista, instante=90))
    sumar(libro, Proceso("producer.b").lote(instante=91))

    assert not libro.sumas[Verbo.ENVIADA]


def test_la_que_tenia_un_muerto_y_acabo_otro_no_alarga_la_tanda(libro):
    sumar(libro, Proceso("producer.a").lote(enviada("a-1"), fin=True))
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1")))
    sumar(libro, Proceso("worker2.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.COMPLETADA, "a-1")))

    sumar(libro, Proceso("producer.b").lote(instante=9))

    assert not libro.sumas[Verbo.ENVIADA]


@pytest.mark.parametrize("repite", [60, 70])
def test_con_otro_trabajando_o_quien_murio_libre_la_tanda_sigue(libro, repite):
    libre, ocupado = Proceso("worker1.a"), Proceso("worker2.a")
    sumar(libro, Proceso("producer.a").lote(enviada("a-1"), fin=True, instante=1))
    sumar(libro, libre.lote((Verbo.LISTA, ""), instante=1))
    if repite == 60:
        sumar(libro, ocupado.lote((Verbo.RECIBIDA, "a-1"), instante=2), libre.lote(instante=repite))

    sumar(libro, Proceso("producer.b").lote(instante=repite + 1))

    assert libro.sumas[Verbo.ENVIADA] == 1


def test_un_primer_lote_que_llega_con_hechos_no_abre_tanda(libro):
    """Lo de sus tareas ha podido leerse antes: se perdería."""
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), (Verbo.COMPLETADA, "a-1")))

    sumar(libro, Proceso("producer.a").lote(enviada("a-1")))

    assert (libro.sumas[Verbo.ENVIADA], libro.completadas) == (1, 1)


def test_de_quien_ya_escribia_antes_solo_se_suma_lo_de_ahora(libro):
    """El volcado de la segunda tanda, o un proceso que ya se había olvidado."""
    worker = Proceso("worker1.a")
    worker.lote(*((Verbo.COMPLETADA, f"antes-{n}") for n in range(5)))

    sumar(libro, Proceso("producer.b").lote(), worker.lote((Verbo.COMPLETADA, "a-1")))

    assert libro.completadas == 1


def test_sin_el_detalle_del_final_nadie_se_queda_con_la_tarea_en_la_mano(libro):
    worker = Proceso("worker1.a")
    sumar(libro, worker.lote((Verbo.RECIBIDA, "a-1")))
    con_total = worker.lote((Verbo.COMPLETADA, "a-1"))

    sumar(libro, replace(con_total, hechos=()))

    assert libro.procesos["worker1.a"].en_mano is None


@pytest.mark.parametrize("como", [Verbo.SIN_ACK, Verbo.FALLIDA])
def test_el_ultimo_intento_sin_respuesta_esta_en_tareas_fallidas_salvo_que_vuelva(libro, como):
    cuarto = {"intento": 4}
    sumar(libro, Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1", cuarto), (como, "a-1", cuarto)))
    assert situacion(libro, "a-1") == "descartada"

    sumar(libro, Proceso("worker2.a").lote((Verbo.RECIBIDA, "a-1", cuarto)))
    assert situacion(libro, "a-1") == "en_mano"


def test_lo_que_vuelve_de_tareas_fallidas_y_no_se_conoce_no_espera(libro):
    sumar(libro, Proceso("reintentar.a").lote((Verbo.REINTENTADA, "7")))

    assert libro.historia("7") is None


def test_con_veinte_suscriptores_que_van_por_delante_no_queda_ninguna_copia():
    libro, productor = por_familia.libro(pub_sub.MODO), Proceso("producer.a", pub_sub.MODO)
    workers = [Proceso(f"worker{n}.a", pub_sub.MODO) for n in range(20)]
    sumar(libro, *(worker.lote((Verbo.LISTA, "")) for worker in workers), productor.lote())
    sumar(libro, *(worker.lote((Verbo.RECIBIDA, "a-1")) for worker in workers))

    sumar(libro, productor.lote(enviada("a-1")))

    assert not any(suyo.copias for suyo in libro.procesos.values())


@pytest.mark.parametrize("antes", [True, False])
def test_cada_espera_se_cuenta_tambien_las_que_se_leen_al_reves(antes):
    esperas = []
    libro = por_familia.libro(work_queue.MODO, lambda que, _, **datos: esperas.append((que, datos)))
    lotes = [
        Proceso("producer.a").lote(enviada("a-1"), instante=5.0),
        Proceso("worker1.a").lote((Verbo.RECIBIDA, "a-1"), instante=5.2),
    ]

    sumar(libro, *(lotes if antes else reversed(lotes)))

    segundos = [datos["segundos"] for que, datos in esperas if que == "espera"]
    assert segundos == [pytest.approx(0.2)]


def test_lo_de_otro_modo_no_se_cuenta(libro):
    sumar(libro, Proceso("worker1.a", pub_sub.MODO).lote((Verbo.COMPLETADA, "a-1")))

    assert not libro.completadas


def test_la_memoria_no_crece_con_las_tareas(libro, monkeypatch):
    monkeypatch.setattr("seguimiento.historias.TAREAS", 100)
    monkeypatch.setattr("seguimiento.libro.PROCESOS", 10)

    for n in range(40):
        worker = Proceso(f"worker1.{n}")
        sumar(libro, worker.lote(*((Verbo.COMPLETADA, f"t{n}-{k}") for k in range(10))))

    assert len(libro.historias.acabadas) == 100
    assert len(libro.procesos) == 10
    assert libro.completadas == 400
    assert not libro.completo  # de las olvidadas no se sabría si se repiten


@pytest.mark.parametrize(
    "cambio",
    [
        {"numero": "1"}, {"numero": True}, {"numero": -1}, {"instante": float("nan")},
        {"totales": {"hecha": 1}}, {"totales": {"enviada": 0.5}}, {"totales": None},
        {"detalles": [{"que": "enviada"}]}, {"detalles": 3},
        {"detalles": [{"que": "enviada", "id": "", "instante": 1}]},
    ],
)  # fmt: skip
def test_lo_que_no_es_un_lote_se_dice(cambio):
    bueno = {
        "proceso": "w.a",
        "numero": 1,
        "modo": "x",
        "instante": 1,
        "totales": {},
        "detalles": [],
    }
    assert Lote.de_json(json.dumps(bueno).encode()).nombre == "w"

    with pytest.raises(LoteInvalido):
        Lote.de_json(json.dumps(bueno | cambio).encode())


def test_un_texto_que_no_se_puede_escribir_se_arregla():
    lote = Proceso("worker\ud800.a").lote((Verbo.COMPLETADA, "a\udfff"))

    assert (lote.nombre, lote.hechos[0].id) == ("worker?", "a?")


@pytest.mark.parametrize("cuerpo", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"proceso": 1}'])
def test_lo_que_ni_se_parece_a_un_lote_tampoco_vale(cuerpo):
    with pytest.raises(LoteInvalido):
        Lote.de_json(cuerpo)


@st.composite
def tandas(draw):
    """Los lotes de cada proceso, en su orden, de una tanda que ha podido pasar."""
    tareas = [f"t-{n}" for n in range(draw(st.integers(1, 6)))]
    productor = Proceso("producer.a")
    workers = [Proceso(f"worker{n}.a") for n in range(draw(st.integers(1, 3)))]
    envios = [productor.lote()]
    lotes = {worker.nombre: [worker.lote((Verbo.LISTA, ""))] for worker in workers}
    for tarea in tareas:
        envios.append(productor.lote(enviada(tarea)))
        finales = [Verbo.FALLIDA, Verbo.SIN_ACK, Verbo.COMPLETADA, None]
        for intento in range(1, draw(st.integers(0, 4)) + 1):
            worker, fin = draw(st.sampled_from(workers)), draw(st.sampled_from(finales))
            suyo = {"intento": intento}
            hechos = [(Verbo.RECIBIDA, tarea, suyo)] + ([(fin, tarea, suyo)] if fin else [])
            lotes[worker.nombre].append(worker.lote(*hechos))
            if fin is Verbo.COMPLETADA:
                break
    envios.append(productor.lote(fin=True))
    return [envios, *lotes.values()]


@st.composite
def mezcladas(draw, de):
    """Un orden posible entre los lotes de unos y otros, con algunos repetidos."""
    quedan = [list(suyos) for suyos in de]
    orden = [quedan[0].pop(0)]  # el productor espera a que llegue su primero
    while any(quedan):
        suyos = draw(st.sampled_from([q for q in quedan if q]))
        orden.append(suyos.pop(0))
        if draw(st.booleans()):
            orden.append(draw(st.sampled_from(orden)))
    return orden


def resumen(libro):
    historias = {**libro.historias.abiertas, **libro.historias.acabadas}
    turnos = {
        tarea: [(turno.proceso, turno.fin and turno.fin.verbo) for turno in h.turnos]
        for tarea, h in historias.items()
    }
    return (
        libro.sumas,
        libro.completadas,
        libro.repetidas,
        {
            tarea: (situacion(libro, tarea), h.enviada, turnos[tarea])
            for tarea, h in historias.items()
        },
        libro.reentregas,
    )


@given(st.data())
def test_en_cualquier_orden_y_con_repetidos_sale_el_mismo_libro(data):
    tanda = data.draw(tandas())
    seguida, mezclada = list(chain(*tanda)), data.draw(mezcladas(tanda))

    uno, otro = (
        sumar(por_familia.libro(work_queue.MODO), *seguida),
        sumar(por_familia.libro(work_queue.MODO), *mezclada),
    )

    assert resumen(uno) == resumen(otro)


@given(st.data())
def test_cada_enviada_esta_en_un_solo_sitio(data):
    libro = sumar(por_familia.libro(work_queue.MODO), *data.draw(mezcladas(data.draw(tandas()))))

    historias = {**libro.historias.abiertas, **libro.historias.acabadas}
    assert sum(h.enviada is not None for h in historias.values()) == libro.sumas[Verbo.ENVIADA]
    hechas = sum(situacion(libro, tarea) == "completada" for tarea in historias)
    assert hechas == libro.completadas
    assert set(libro.historias.abiertas).isdisjoint(libro.historias.acabadas)


@given(st.data())
def test_con_lotes_que_faltan_las_sumas_son_las_mismas_y_se_dice(data):
    """Si llega el último de cada uno, que repite los totales."""
    tanda = data.draw(tandas())
    faltan = [
        [lote for lote in suyos[:-1] if lote.numero == 1 or data.draw(st.booleans())] + suyos[-1:]
        for suyos in tanda
    ]

    entero, roto = por_familia.libro(work_queue.MODO), por_familia.libro(work_queue.MODO)
    sumar(entero, *chain(*tanda))
    sumar(roto, *chain(*faltan))

    assert roto.sumas == entero.sumas
    assert roto.completo == (roto.vistos == entero.vistos)


A_TRES = (Verbo.ENVIADA, "a-1", {"tipo": "norte.urgente.correo", "complejidad": 1})


@pytest.fixture
def a_tres():
    """Un libro de topics en el que se ha enviado una tarea que va a las tres colas."""
    return sumar(por_familia.libro(topics.MODO), Proceso("producer.a", topics.MODO).lote(A_TRES))


def de_la_copia(que, cola, **mas):
    return (que, "a-1", {"copia": cola, "segundos": 1.0, **mas})


def test_de_una_que_va_a_varias_colas_cada_copia_tiene_su_historia(a_tres):
    colas = {a_tres.cola_de(historia) for historia in a_tres.historias.abiertas.values()}

    assert colas == set(topics.MODO.colas)
    assert (a_tres.sumas[Verbo.ENVIADA], a_tres.encargos) == (1, 3)


def test_hacer_dos_copias_de_la_misma_no_es_repetirla(a_tres):
    worker = Proceso("worker1.a", topics.MODO)

    sumar(
        a_tres,
        worker.lote(
            *(de_la_copia(Verbo.COMPLETADA, f"tareas_{c}") for c in ("urgentes", "de_correo"))
        ),
    )

    assert (a_tres.completadas, a_tres.repetidas) == (2, 0)
    assert list(a_tres.historias.abiertas) == ["a-1@tareas_del_norte"]


def test_hacer_dos_veces_la_misma_copia_si(a_tres):
    worker = Proceso("worker1.a", topics.MODO)

    sumar(
        a_tres, *(worker.lote(de_la_copia(Verbo.COMPLETADA, "tareas_urgentes")) for _ in range(2))
    )

    assert (a_tres.completadas, a_tres.repetidas) == (1, 1)


def test_la_copia_que_vuelve_de_tareas_fallidas_es_solo_esa(a_tres):
    worker, vuelta = Proceso("worker1.a", topics.MODO), Proceso("reintentar.a", topics.MODO)
    sumar(a_tres, worker.lote(de_la_copia(Verbo.DESCARTADA, "tareas_urgentes", intento=4)))

    sumar(a_tres, vuelta.lote(de_la_copia(Verbo.REINTENTADA, "tareas_urgentes")))

    assert a_tres.historia("a-1@tareas_urgentes").vida == 2
    assert a_tres.historia("a-1@tareas_de_correo").vida == 1


def test_la_que_no_va_a_ninguna_cola_solo_tiene_una_historia():
    productor = Proceso("producer.a", topics.MODO)
    libro = sumar(
        por_familia.libro(topics.MODO), productor.lote((Verbo.DEVUELTA, "a-1", {"tipo": "oeste"}))
    )

    assert list(libro.historias.acabadas) == ["a-1"]


def test_con_varias_colas_un_worker_libre_no_dice_que_esten_vacias():
    """Su compañero falta, y en la cola de él esperan: no empieza otra tanda."""
    libre, productor = Proceso("worker1.a", routing.MODO), Proceso("producer.a", routing.MODO)
    libro = sumar(por_familia.libro(routing.MODO), productor.lote(), libre.lote((Verbo.LISTA, "")))
    tipo = {"tipo": "reflexiva"}
    sumar(libro, productor.lote((Verbo.ENVIADA, "a-1", tipo), fin=True), libre.lote(instante=70))

    sumar(libro, Proceso("producer.b", routing.MODO).lote(instante=80))

    assert libro.sumas[Verbo.ENVIADA] == 1
