"""Este módulo sigue en el diario la última tanda, del modo que sea, sin red y sin reloj."""

from collections import Counter

from comun import modos
from comun.verbo import PRODUCTOR, Verbo
from seguimiento import por_familia
from seguimiento.lote import Lote

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
        self.de_antes = 0  # las que ya habían enviado otros, si su tanda no había acabado
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
                suyas = self.libro.procesos[lote.proceso].hechas[Verbo.ENVIADA]
                self.de_antes = self.libro.sumas[Verbo.ENVIADA] - suyas
        self.ultimo = lote.instante
        if lote.hechos and lote.modo == self.libro.modo.nombre:
            self.acabo = lote.instante

    def queda(self, ahora: float) -> bool:
        """Dice si, según el diario, queda algo por enviar o por hacer."""
        return not self.productor or self.libro.pendiente(ahora)

    def faltan(self, ahora: float) -> tuple[int, int]:
        """Cuenta, cuando ya no queda nada, las perdidas y aquellas de las que no hay noticia.

        Perdida es la que se envió y ni se hizo ni está en tareas_fallidas. De la que tenía quien
        murió no se sabe: lo último que escribe puede no llegar al diario, y su ack, al broker, sí.
        """
        libro, procesos = self.libro, self.libro.procesos
        vivos = {clave for clave, proceso in procesos.items() if proceso.activo(ahora)}
        if libro.copias:
            perdidas = sum(p.perdidas + len(p.copias) for p in procesos.values())
            return perdidas, sum(bool(procesos[p].en_mano) for p in procesos.keys() - vivos)
        abiertas = libro.historias.abiertas.values()
        como = Counter(h.situacion(vivos.__contains__, libro.modo.intentos) for h in abiertas)
        # Según las reglas del broker, la que acaba con su último worker está en tareas_fallidas
        sin_noticia = como["perdida"]
        return max(0, libro.quedan() - sin_noticia - como[Verbo.DESCARTADA]), sin_noticia

    def reparto(self, ahora: float) -> dict[str, int]:
        """Cuenta las que completó cada worker, también el que está y no hizo ninguna."""
        suyas: Counter[str] = Counter()
        for proceso in self.libro.procesos.values():
            esta = proceso.suscrito is not None and proceso.activo(ahora)
            if esta or proceso.hechas.keys() & TRABAJO:
                suyas[proceso.nombre] += proceso.hechas[Verbo.COMPLETADA]
        return dict(sorted(suyas.items(), key=lambda suya: (len(suya[0]), suya[0])))

    def por_que_no(self, prefijo: str, ahora: float) -> str:
        """Devuelve qué ha ido mal en la tanda acabada; vacío si nada.

        `prefijo` es el de los contenedores.
        """
        registro = f"docker logs {prefijo}producer"
        if self.libro.sumas[Verbo.ENVIADA] == self.de_antes:
            return f"el productor no ha enviado ninguna tarea: {registro} dice por qué"
        productor = self.libro.procesos.get(self.productor)
        if productor and not productor.fin:
            return f"el productor se fue sin acabar: {registro}"
        perdidas, _ = self.faltan(ahora)
        return f"faltan {perdidas}: docker logs {prefijo}monitor" if perdidas else ""
