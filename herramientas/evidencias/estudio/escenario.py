"""Un `Escenario` es el taller en que se provocan las situaciones."""

from herramientas.evidencias.estudio.navegador import Navegador, Tema
from herramientas.evidencias.estudio.panel import PanelAbierto
from herramientas.evidencias.estudio.terminal import Terminal, estable
from herramientas.sistema.docker import orden
from herramientas.sistema.taller import WORKERS, Taller


class Escenario(Taller):
    """Un `Escenario` es un taller con un navegador; su modo, si no se dice otro, es work_queue."""

    def __init__(self, navegador: Navegador) -> None:
        super().__init__("evidencias", MODO="work_queue")
        self.navegador = navegador

    def poner_workers(self, **ajustes: str) -> None:
        """Quita lo que dejó la tanda anterior y arranca los workers, uno tras otro, y el panel.

        Cada worker se suscribe antes que el siguiente: así se sabe a quién le toca cada tarea.
        """
        self.arrancar_broker()
        self.compose("rm", "-fs", "producer", *WORKERS, "monitor", "panel")
        self.vaciar()
        for worker in WORKERS:
            self.arrancar(worker, **ajustes)
            self.esperar_a_que_diga(worker, "] listo · ")
        self.arrancar("panel", **ajustes)

    def tanda_en_el_panel(self, tema: Tema, **ajustes: str) -> PanelAbierto:
        """Empieza una tanda con el panel abierto desde antes de la primera tarea."""
        self.poner_workers(**ajustes)
        panel = self.navegador.panel(self, tema)
        self.arrancar(**ajustes)
        return panel

    def esperar_a_que_diga(self, servicio: str, texto: str, desde: float = 0) -> None:
        """Espera a que un texto esté en el registro de un servicio."""
        self.esperar(lambda: texto in self.dice(servicio, desde))

    def logs(self, servicio: str, *tubos: str, marca: str = "", columnas: int = 97) -> Terminal:
        """Corre su `docker logs`, con lo que vaya detrás de cada `|`; sale siempre igual."""
        mandato = " | ".join([f"docker logs {self.prefijo}{servicio}", *tubos])
        dicho = estable(orden("sh", "-c", mandato, juntas=True), self.prefijo)
        return Terminal(mandato.replace(self.prefijo, ""), dicho, marca, columnas)
