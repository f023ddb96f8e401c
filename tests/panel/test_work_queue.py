"""La cola de trabajo en la página: fallos, caídas y visitas."""

import json
import re
import time

import pytest

from herramientas.sistema.docker import RAIZ
from tests.unit.portable import ORDEN, reparos

pytestmark = pytest.mark.largo


@pytest.fixture(autouse=True)
def en_marcha(taller):
    taller.arrancar(TAREAS="0", INTERVALO="1.5", COMPLEJIDAD="2-3")
    taller.vaciar()


def quitar_trabajo(taller):
    """Sin productor y con la cola vacía; quizá quede alguna en manos de los workers."""
    taller.docker("stop", "producer")
    taller.dentro("rabbitmq", "rabbitmqctl", "-q", "purge_queue", "tareas_distribuidas")


def estado(pagina, nombre):
    """La clase de la caja de un worker: lo que se dibuja de él."""
    return pagina.evaluate(
        """(nombre) => [...document.querySelectorAll(".worker")]
            .find((w) => w.querySelector(".nombre").textContent === nombre)?.className.baseVal""",
        nombre,
    )


def en_mano(pagina, nombre):
    """El id de la tarea que la página dibuja en manos de un worker."""
    return pagina.evaluate(
        """(nombre) => {
            const caja = [...document.querySelectorAll(".worker")]
                .find((w) => w.querySelector(".nombre").textContent === nombre);
            return caja?.querySelector(".mono")?.textContent ?? "";
        }""",
        nombre,
    )


def test_un_worker_muerto_se_apaga_y_su_tarea_pasa_al_otro(
    taller, abrir, hasta, foto, matar_a_medias
):
    pagina = abrir()
    hasta(pagina, lambda: en_mano(pagina, "worker1"))

    tarea, muerto = matar_a_medias("worker1")
    hasta(pagina, lambda: "callado" in estado(pagina, "worker1"))
    assert time.monotonic() - muerto < 2  # dos fotos del broker, una cada medio segundo
    foto(pagina, "muerto")

    fila = pagina.locator("tr", has_text=tarea).first
    hasta(pagina, lambda: "worker1 ? → worker2" in fila.inner_text())
    foto(pagina, "traspaso", full_page=True)
    taller.docker("start", "worker1")
    hasta(pagina, lambda: "callado" not in estado(pagina, "worker1"))


def test_la_tarea_de_un_muerto_se_dibuja_de_vuelta_en_la_cola(
    taller, abrir, hasta, foto, matar_a_medias
):
    taller.docker("stop", "worker2")  # nadie más puede tomarla
    pagina = abrir()
    hasta(pagina, lambda: en_mano(pagina, "worker1"))

    tarea, muerto = matar_a_medias("worker1")
    hasta(pagina, lambda: pagina.locator(f'.ficha[data-zona="cola"][data-id="{tarea}"]').count())
    assert time.monotonic() - muerto < 3
    foto(pagina, "de-vuelta")
    taller.docker("start", "worker1")
    taller.docker("start", "worker2")


def test_un_worker_congelado_tarda_tres_latidos_y_la_pagina_dice_por_que(
    taller, abrir, hasta, foto
):
    pagina = abrir()
    hasta(pagina, lambda: en_mano(pagina, "worker1"))

    taller.docker("pause", "worker1")
    congelado = time.monotonic()
    hasta(pagina, lambda: "callado" in estado(pagina, "worker1"))
    tardo = time.monotonic() - congelado
    foto(pagina, "congelado")
    dice = pagina.inner_text("body")
    taller.docker("unpause", "worker1")
    hasta(pagina, lambda: "callado" not in estado(pagina, "worker1"))
    taller.docker("restart", "worker1")  # si no, Docker lo deja por enfermo

    print(f"congelado: {tardo:.1f} s")
    assert tardo < 17  # tres latidos de 5 s, y dos fotos
    assert "lleva 15 s sin contestar" in dice


def test_sin_broker_la_pagina_lo_dice_y_se_recupera_sola(taller, abrir, cuenta, hasta, foto):
    pagina = abrir()
    antes = hasta(pagina, lambda: cuenta(pagina, "completadas"))

    taller.docker("stop", "rabbitmq")
    pagina.wait_for_selector("#aviso:has-text('El broker no responde')")
    hasta(pagina, lambda: "sin_noticias" in estado(pagina, "worker1"))
    foto(pagina, "sin-broker")
    taller.docker("start", "rabbitmq")

    pagina.wait_for_selector("#aviso", state="hidden", timeout=60_000)
    vistos = []

    def vuelve():
        vistos.append(estado(pagina, "worker1"))
        return "sin_noticias" not in vistos[-1]

    hasta(pagina, vuelve, 60)
    hasta(pagina, lambda: cuenta(pagina, "completadas") > antes + 2, 60)
    assert not [visto for visto in vistos if "callado" in visto]


def test_tras_reiniciar_el_panel_sabe_lo_mismo(taller, abrir, cargar, cuenta, hasta, foto):
    taller.arrancar("--no-deps", "producer", TAREAS="40", INTERVALO="0", COMPLEJIDAD="3")
    pagina = abrir()
    taller.esperar(lambda: "enviadas y confirmadas" in taller.dice("producer"))
    hasta(pagina, lambda: (cuenta(pagina, "esperan") or 0) > 30)
    antes = cuenta(pagina, "enviadas")

    taller.docker("restart", "panel")
    cargar(pagina)

    hasta(pagina, lambda: cuenta(pagina, "enviadas") == antes)
    assert antes >= 40
    foto(pagina, "panel-reiniciado")


def test_el_id_de_una_tarea_es_texto_y_no_html(taller, abrir, conectar, foto):
    quitar_trabajo(taller)
    pagina = abrir()
    malo = '<img src=x onerror="document.title=1">'

    with conectar("producer") as conexion:
        tarea = json.dumps({"id": malo, "complejidad": 1})
        conexion.channel().basic_publish("", "tareas_distribuidas", tarea)

    pagina.wait_for_selector(f"td.id:text-is('{malo}')")
    foto(pagina, "html", full_page=True)
    assert pagina.locator("img[src=x]").count() == 0
    assert pagina.title() != "1"


def test_lo_que_falla_pasa_por_pausas_y_acaba_en_tareas_fallidas(
    taller, abrir, cuenta, hasta, foto
):
    pagina = abrir()
    taller.arrancar(FALLOS="1", TAREAS="3", INTERVALO="0.2", COMPLEJIDAD="0.3")
    hasta(pagina, lambda: pagina.locator(".ficha.pausa").count())
    foto(pagina, "pausa")

    hasta(pagina, lambda: cuenta(pagina, "descartadas") >= 3)

    assert cuenta(pagina, "fallidas") >= 9
    hasta(pagina, lambda: pagina.locator(".ficha.muerta").count() == 3)
    foto(pagina, "descartadas", full_page=True)


def test_las_ordenes_nombran_los_contenedores_de_este_taller(taller, abrir):
    ordenes = abrir().locator("#prueba code").all_inner_texts()

    assert f"docker kill {taller.prefijo}worker1" in ordenes
    assert f"docker restart {taller.prefijo}rabbitmq" in ordenes


def test_las_ordenes_valen_en_cualquier_terminal_y_con_archivos_que_existen(abrir):
    dichos = abrir().locator("#prueba code").all_inner_texts()
    ordenes = [dicho for dicho in dichos if ORDEN.match(dicho)]
    archivos = [a for orden in ordenes for a in re.findall(r"-f (\S+)", orden)]

    assert [orden for orden in ordenes if reparos(orden)] == []
    assert "ejemplos/topics.yml" in archivos
    assert [a for a in archivos if not (RAIZ / a).is_file()] == []


def test_al_recargar_y_en_otro_navegador_se_ve_lo_mismo(taller, abrir, cargar, cuenta, hasta):
    quitar_trabajo(taller)
    una, otra = abrir(), abrir()
    hasta(una, lambda: [cuenta(una, c) for c in ("esperan", "proceso")] == [0, 0])

    vista = [cuenta(una, c) for c in ("enviadas", "completadas", "descartadas")]
    cargar(una)

    for pagina in (una, otra):
        hasta(
            pagina,
            lambda p=pagina: (
                vista == [cuenta(p, c) for c in ("enviadas", "completadas", "descartadas")]
            ),
        )
