"""Lo que cuesta el diario, y lo que aguanta quien lo mira."""

import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable

from herramientas.bench import consumir, publicar
from herramientas.bench.broker import Broker
from herramientas.bench.lista import TALLER, Par
from herramientas.bench.pares import escritor

ESCRITORES, RITMO, SEGUNDOS = 10, 6000, 30  # 60.000 hechos por segundo
TAREAS = 100_000
SIN = Par("sin diario", TALLER.orden, TALLER.ritmo, TALLER.paquete, {**TALLER.entorno, "SIN": "1"})


def publicar_con(broker: Broker, par: Par, segundos: float) -> float:
    """Lo que se publica con diario, en proporción a sin él; cada uno dos veces, alternados."""
    return _proporcion(lambda cual: publicar.medir(broker, cual, segundos), par)


def consumir_con(broker: Broker, par: Par, tareas: int) -> float:
    """Lo que se consume con diario, en proporción a sin él."""
    return _proporcion(lambda cual: consumir.medir(broker, cual, tareas), par)


def _proporcion(medir: Callable[[Par], float], con: Par) -> float:
    uno, otro, otro_mas, uno_mas = (medir(cual) for cual in (con, SIN, SIN, con))
    return (uno + uno_mas) / (otro + otro_mas)


def en_disco(broker: Broker, par: Par) -> float:
    """MiB que ocupa el stream, de los que se añadieron con 100.000 tareas enviadas y hechas."""
    vaciar(broker)
    antes = _stream(broker)
    broker.vaciar()
    broker.correr(par, "publicar", str(TAREAS)).wait()
    with consumir.lanzados(broker, par, consumir.PROCESOS):
        broker.taller.esperar(lambda: not _quedan(broker), 300)
    return _stream(broker) - antes


def vaciar(broker: Broker) -> None:
    """Un stream no se puede purgar: se borra y se crea otra vez."""
    api = broker.taller.api
    api("queues/%2f/eventos", "DELETE")
    api("queues/%2f/eventos", "PUT", {"durable": True, "arguments": {"x-queue-type": "stream"}})
    api("bindings/%2f/e/eventos_tareas/q/eventos", "POST", {"routing_key": "", "arguments": {}})


def _quedan(broker: Broker) -> int:
    quedan: int = broker.taller.api("queues/%2f/tareas_distribuidas").get("messages", 1)
    return quedan


def _stream(broker: Broker) -> float:
    dicho = broker.taller.dentro("rabbitmq", "sh", "-c", "du -sk /var/lib/rabbitmq/mnesia/*/stream")
    return int(dicho.split()[0]) / 1024


class Avalancha:
    """60.000 hechos por segundo, de 10 procesos, ante un panel."""

    def __init__(self, broker: Broker) -> None:
        self._taller, self._broker = broker.taller, broker
        self._taller.compose("rm", "-fsv", "panel")
        self._taller.arrancar("panel")
        self._taller.sano("panel")
        self.tardanzas: list[float] = []  # ms
        self.memoria = 0.0  # MiB
        self._acabada = threading.Event()

    def correr(self) -> dict[str, tuple[float, str]]:
        """Las cifras, cuando el panel ha leído todo lo que se contó.

        Raises:
            NoOcurrio: las sumas no son exactas.
        """
        antes, inicio = self._al_dia(), time.monotonic()
        mirada = threading.Thread(target=self._mirar)
        mirada.start()
        mandato = [
            sys.executable,
            "-m",
            "herramientas.bench.pares.escritor",
            str(RITMO),
            str(SEGUNDOS),
        ]
        try:
            suyos = [
                subprocess.Popen(mandato, env=escritor.entorno(self._broker.direccion, n))
                for n in range(ESCRITORES)
            ]
            for suyo in suyos:
                suyo.wait()
            ritmo = ESCRITORES * RITMO * SEGUNDOS / (time.monotonic() - inicio)
            todas = antes + ESCRITORES * RITMO * SEGUNDOS
            self._taller.esperar(lambda: self._panel("estado")["libro"]["completadas"] == todas)
        finally:
            self._acabada.set()
            mirada.join()
            self._taller.compose("rm", "-fsv", "panel")
        p95 = sorted(self.tardanzas)[int(len(self.tardanzas) * 0.95)]
        return {
            "hechos por segundo": (ritmo, ""),
            "/salud, p95": (p95, "ms"),
            "memoria del panel": (self.memoria, "MiB"),
        }

    def _al_dia(self) -> int:
        """Las completadas que ya cuenta el panel, cuando ha leído todo lo que había."""
        antes, ahora = -1, 0
        while antes != ahora:
            antes, ahora = ahora, self._panel("estado")["libro"]["completadas"]
            time.sleep(1)
        return ahora

    def _mirar(self) -> None:
        while not self._acabada.wait(0.05):
            inicio = time.monotonic()
            self._panel("salud")
            self.tardanzas.append((time.monotonic() - inicio) * 1000)
            if len(self.tardanzas) % 40 == 0:
                self.memoria = max(self.memoria, self._taller.memoria("panel"))

    def _panel(self, ruta: str) -> dict[str, dict[str, int]]:
        url = f"http://127.0.0.1:{self._taller.entorno['PUERTO_PANEL']}/{ruta}"
        with urllib.request.urlopen(url, timeout=10) as respuesta:  # al panel propio
            dicho: dict[str, dict[str, int]] = json.load(respuesta)
            return dicho
