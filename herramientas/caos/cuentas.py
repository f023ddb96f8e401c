"""El juez compara lo enviado con lo hecho, y de ahí sale la fila de una corrida."""

import json
from collections.abc import Iterable
from itertools import takewhile

from herramientas.caos.corrida import PERMANENTES, Ausencia, Corrida
from herramientas.sistema.recuento import Recuento

CONFIRM = 2.0  # s que puede tardar un confirm con la máquina cargada


def cuadra(c: Corrida, recuento: Recuento) -> None:
    """Rellena la fila y apunta un reparo por cada cosa que la garantía no admite."""
    if not c.copias:  # lo que hay en la cola, no lo que se dijo
        recuento.descartadas = en_fallidas(c) & set(recuento.enviadas)
    compara(c, recuento)
    en_pie(c)


def en_fallidas(c: Corrida) -> set[str]:
    """Da los ids que hay en tareas_fallidas; mirar devuelve cada mensaje a su sitio."""
    mira = {"count": 100_000, "ackmode": "ack_requeue_true", "encoding": "auto"}
    mensajes = c.taller.api("queues/%2f/tareas_fallidas/get", "POST", mira)
    return {str(json.loads(mensaje["payload"])["id"]) for mensaje in mensajes}


def compara(c: Corrida, recuento: Recuento) -> None:
    """Hace las cuentas: solo mira el recuento y lo que la corrida sabe de sus golpes."""
    fila = c.fila
    de_un_muerto = en_duda(recuento, muerto=("kill", "producer") in c.golpes)
    permitidas = perdibles(recuento, c.ausencias if c.copias else ())

    fila.pedidas = int(c.ajustes["TAREAS"])
    fila.enviadas = len(recuento.enviadas)
    fila.devueltas = recuento.devueltas
    fila.dudosas = len(recuento.dudosas)
    fila.hechas = recuento.completadas
    fila.fallidas = len(recuento.descartadas)
    fila.repetidas = recuento.repetidas
    fila.perdidas = len(recuento.perdidas)
    fila.permitidas = len(recuento.perdidas & permitidas)
    fila.en_duda = len(de_un_muerto)
    fila.inesperadas = len(recuento.inesperadas - de_un_muerto)

    publicadas = fila.enviadas + fila.devueltas + fila.dudosas
    c.exige(fila.enviadas, "no se envió nada")
    c.exige(fila.pedidas in {0, publicadas}, f"de {fila.pedidas}, publicó {publicadas}")
    parada = not fila.pedidas  # a quien se para le puede faltar algún confirm, y lo dice
    dudas = f"{fila.dudosas} sin confirmar que no se repitieron"
    c.exige(c.copias or parada or not fila.dudosas, dudas)
    c.exige(fila.perdidas == fila.permitidas, f"{fila.perdidas - fila.permitidas} perdidas")
    c.exige(not fila.inesperadas, f"{fila.inesperadas} inesperadas")
    c.exige(c.repetidas is None or fila.repetidas <= c.repetidas, f"{fila.repetidas} repetidas")
    tardo, limite = fila.recuperacion, c.fallo.recuperacion
    c.exige((tardo is None) == (limite is None), f"en recuperarse, {tardo} s de {limite}")
    if tardo is not None and limite is not None:
        c.exige(0 <= tardo <= limite, f"tardó {tardo:.1f} s en recuperarse, más de {limite:g}")


def en_duda(recuento: Recuento, *, muerto: bool) -> set[str]:
    """Da las hechas sin `enviada` que son de un productor que murió sin saber si habían llegado.

    Los ids llevan el nombre de su tanda: nadie más las pudo publicar.
    """
    tandas = {tarea.partition("-")[0] for tarea in recuento.enviadas}
    return {t for t in recuento.ajenas if t.partition("-")[0] in tandas} if muerto else set()


def perdibles(recuento: Recuento, ausencias: Iterable[Ausencia]) -> set[tuple[str, str]]:
    """Da las copias que pub_sub puede perder: las publicadas mientras su worker faltaba.

    De un worker que muere, también las que ya tenía sin hacer: el broker las dio por hechas. Del
    productor solo se sabe cuándo supo la confirmación: las primeras de después de una ausencia,
    hasta la primera que llega, se pudieron publicar durante ella.
    """
    permitidas: set[tuple[str, str]] = set()
    for worker, desde, hasta in ausencias:
        durante = (t for t, cuando in recuento.enviadas.items() if desde <= cuando <= hasta)
        tras = (t for t, cuando in recuento.enviadas.items() if hasta < cuando <= hasta + CONFIRM)
        permitidas |= {(worker, tarea) for tarea in durante}
        permitidas |= set(takewhile(recuento.perdidas.__contains__, ((worker, t) for t in tras)))
    return permitidas


def en_pie(c: Corrida) -> None:
    """Exige que nadie salga ni vuelva a arrancar, salvo quien recibió el golpe."""
    golpeados = {servicio for _, servicio in c.golpes}
    for servicio in PERMANENTES:
        estado = c.taller.estado(servicio)
        c.exige(estado["State"]["Running"], f"{servicio} no está en marcha")
        if servicio not in golpeados:
            antes = c.arrancados[servicio]
            c.exige(estado["State"]["StartedAt"] == antes, f"{servicio} volvió a arrancar")
    if "producer" not in golpeados:
        c.exige(c.taller.estado("producer")["State"]["ExitCode"] == 0, "el productor salió mal")
