"""Este módulo da las métricas del panel en el formato de texto de Prometheus."""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from comun.familias.modo import FALLIDAS
from comun.verbo import Verbo
from panel import vista
from seguimiento.panorama import Panorama

SEGUNDOS = {
    "espera": ("taller_espera_segundos", "Desde que una tarea se envía hasta que se recibe"),
    "trabajo": ("taller_trabajo_segundos", "Lo que dura el trabajo de una tarea"),
}
TRAMOS = (0.005, 0.02, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300)  # s


class Metricas(Collector):
    """`Metricas` lee los números del panorama al preguntar; el diario llena los histogramas."""

    def __init__(self, panorama: Panorama, conectado: Callable[[], bool]) -> None:
        self._panorama, self._conectado = panorama, conectado
        self._registro = CollectorRegistry()
        self._registro.register(self)
        ProcessCollector(registry=self._registro)
        self._segundos = {
            clase: Histogram(*que, buckets=TRAMOS, registry=self._registro)
            for clase, que in SEGUNDOS.items()
        }

    def observar(self, clase: str, segundos: float) -> None:
        """Anota los segundos que esperó, o que duró, una tarea."""
        self._segundos[clase].observe(segundos)

    def texto(self) -> bytes:
        """Devuelve lo que responde /metrics."""
        return generate_latest(self._registro)

    def collect(self) -> Iterator[Metric]:
        """Da los números de este momento; lo llama Prometheus al leer."""
        libro, foto = self._panorama.libro, self._panorama.foto
        tareas = CounterMetricFamily("taller_tareas", "Tareas de la tanda", labels=["estado"])
        for verbo in (Verbo.ENVIADA, Verbo.DEVUELTA, Verbo.FALLIDA, Verbo.DESCARTADA):
            tareas.add_metric([f"{verbo}s"], libro.sumas[verbo])
        tareas.add_metric(["completadas"], libro.completadas)
        tareas.add_metric(["repetidas"], libro.repetidas)
        yield tareas
        cola = GaugeMetricFamily(
            "taller_mensajes", "Mensajes, según el broker", labels=["cola", "donde"]
        )
        if foto.contesta:
            for nombre, suya in foto.colas.items():
                numeros = vista.numeros(suya)
                for donde in ("listas", "en_pausa", "en_proceso"):
                    cola.add_metric([nombre, donde], numeros[donde])
            cola.add_metric([FALLIDAS, "fallidas"], foto.en_fallidas)
        yield cola
        de = ["worker"]
        hechas = CounterMetricFamily("taller_worker_completadas", "Tareas completadas", labels=de)
        callado = GaugeMetricFamily("taller_worker_callado", "1 si murió o no contesta", labels=de)
        for worker in self._panorama.workers():
            hechas.add_metric([worker.nombre], worker.hechas[Verbo.COMPLETADA])
            callado.add_metric([worker.nombre], worker.muerto)
        yield hechas
        yield callado
        ayuda = "1 si el panel oye al broker"
        yield GaugeMetricFamily("taller_broker_conectado", ayuda, value=self._conectado())
