"""Las métricas, en el formato de texto de Prometheus."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from comun.evento import Evento, Que

if TYPE_CHECKING:
    from panel.mirador import Mirador

TRAMOS = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300)  # s


class Metricas(Collector):
    """Los números se leen del estado al preguntar; los histogramas se llenan con los eventos."""

    def __init__(self, mirador: "Mirador") -> None:
        self._mirador = mirador
        self._registro = CollectorRegistry()
        self._registro.register(self)
        ProcessCollector(registry=self._registro)
        ayuda = "Segundos desde que una tarea se envía hasta que un worker la recibe"
        self._espera = Histogram(
            "taller_espera_segundos", ayuda, buckets=TRAMOS, registry=self._registro
        )
        self._tarda = Histogram(
            "taller_trabajo_segundos",
            "Segundos que dura el trabajo de una tarea",
            buckets=TRAMOS,
            registry=self._registro,
        )

    def observar(self, evento: Evento) -> None:
        """Un evento que el estado ya ha sumado."""
        esperas = self._mirador.estado.esperas
        if evento.que is Que.COMPLETADA and evento.segundos is not None:
            self._tarda.observe(evento.segundos)
        elif evento.que is Que.RECIBIDA and esperas and esperas[-1][0] == evento.instante:
            self._espera.observe(esperas[-1][1])

    def texto(self) -> bytes:
        """Lo que responde /metrics."""
        return generate_latest(self._registro)

    def collect(self) -> Iterator[Metric]:
        """Lo llama Prometheus al leer."""
        estado, mirada = self._mirador.estado, self._mirador.mirada
        tareas = CounterMetricFamily("taller_tareas", "Tareas desde que se mira", labels=["estado"])
        for nombre in (
            "enviadas", "devueltas", "completadas", "fallidas", "descartadas", "repetidas",
        ):  # fmt: skip
            tareas.add_metric([nombre], getattr(estado, nombre))
        yield tareas
        cola = GaugeMetricFamily(
            "taller_mensajes", "Mensajes en el broker, según él", labels=["donde"]
        )
        if mirada.contesta:
            cola.add_metric(["listas"], mirada.cola.en_cola - mirada.cola.en_pausa)
            cola.add_metric(["en_pausa"], mirada.cola.en_pausa)
            cola.add_metric(["en_proceso"], mirada.cola.en_proceso)
            cola.add_metric(["fallidas"], mirada.muertas)
        yield cola
        hechas = CounterMetricFamily(
            "taller_worker_completadas", "Tareas completadas", labels=["worker"]
        )
        callado = GaugeMetricFamily(
            "taller_worker_callado", "1 si no da señales de vida", labels=["worker"]
        )
        for nombre, worker in estado.workers.items():
            hechas.add_metric([nombre], worker.completadas)
            callado.add_metric([nombre], nombre in self._mirador.callados_ahora)
        yield hechas
        yield callado
        yield GaugeMetricFamily(
            "taller_broker_conectado",
            "1 si el panel está conectado al broker",
            value=float(self._mirador.conectado),
        )
