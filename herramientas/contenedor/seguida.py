"""Este módulo sigue en el diario la última tanda, del modo que sea, sin red y sin reloj."""

from collections import Counter

from comun import modos
from comun.verbo import PRODUCTOR, Verbo
from seguimiento import por_familia
from seguimiento.lote import Lote
from seguimiento.proceso import CALLA, Proceso

TRABAJO = {Verbo.RECIBIDA, Verbo.COMPLETADA}


class Seguida:
    """La `Seguida` es la tanda del último productor que ha escrito en el diario.

    Su modo lo dice el diario; por eso cada modo tiene su libro. Los instantes son época Unix; un
    productor que empezó antes de `desde` no cuenta.
    """

    def __init__(self, desde: float = 0.0) -> None:
        self._desde = desde
        self._libros = {nombre: por_familia.libro(modo) for nombre, modo in modos.todos().items()}
        self._productores: set[str] = set()
        self.libro = next(iter(self._libros.values()))  # el de la tanda, desde que empieza
        self.productor = ""  # vacío = no ha empezado ninguna
        self.ultimo = 0.0  # el instante del último lote
        self.acabo = 0.0  # y el del último que dice algo de la tanda

    def aplicar(self, lote: Lote) -> None:
        """Suma un lote."""
        for libro in self._libros.values():
            libro.aplicar(lote)
        if lote.nombre == PRODUCTOR and lote.proceso not in self._productores:
            self._productores.add(lote.proceso)
            if lote.instante >= self._desde and lote.modo in self._libros:
                self.libro, self.productor = self._libros[lote.modo], lote.proceso
        self.ultimo = lote.instante
        if lote.hechos and lote.modo == self.libro.modo.nombre:
            self.acabo = lote.instante

    def queda(self, ahora: float) -> bool:
        """Dice si, según el diario, queda algo por enviar o por hacer."""
        activos = [p for p in self.libro.procesos.values() if _activo(p, ahora)]
        # En los otros modos, lo que tenía un muerto lo acaba otro, y está entre lo que queda
        copias = self.libro.copias and any(
            (p.copias or p.en_mano) and not p.relevado for p in activos
        )
        envia = any(p.nombre == PRODUCTOR for p in activos)
        return not self.productor or envia or copias or self.libro.quedan() > 0

    @property
    def perdidas(self) -> int:
        """Cuenta, cuando ya no queda nada, lo enviado que nadie hizo ni está en tareas_fallidas."""
        copias = (p.perdidas + len(p.copias) for p in self.libro.procesos.values())
        return self.libro.quedan() + sum(copias)

    def reparto(self, ahora: float) -> dict[str, int]:
        """Cuenta las que completó cada worker, también el que está y no hizo ninguna."""
        suyas: Counter[str] = Counter()
        for proceso in self.libro.procesos.values():
            esta = proceso.suscrito is not None and _activo(proceso, ahora)
            if esta or proceso.hechas.keys() & TRABAJO:
                suyas[proceso.nombre] += proceso.hechas[Verbo.COMPLETADA]
        return dict(sorted(suyas.items(), key=lambda suya: (len(suya[0]), suya[0])))

    def por_que_no(self) -> str:
        """Devuelve qué ha ido mal en la tanda acabada; vacío si nada."""
        if not self.libro.sumas[Verbo.ENVIADA]:
            return "el productor no ha enviado ninguna tarea: docker logs producer dice por qué"
        productor = self.libro.procesos.get(self.productor)
        if productor and not productor.fin:
            return "el productor se fue sin acabar: docker logs producer"
        return f"faltan {self.perdidas}: docker logs monitor" if self.perdidas else ""


def _activo(proceso: Proceso, ahora: float) -> bool:
    """Dice si un proceso no se ha despedido y ha escrito hace poco."""
    return not proceso.fin and ahora - proceso.visto < CALLA
