"""El balance: lo enviado que no está en ningún sitio, y lo que tenía un muerto y quizá acabó."""

from collections import Counter
from collections.abc import Callable, Collection

from comun.evento import Que
from seguimiento.foto import Foto
from seguimiento.historia import Vivo
from seguimiento.libro import Libro

Falta = tuple[int, int] | tuple[None, None]  # perdidas y sin noticia; None, no se sabe


def de_una_cola(libro: Libro, foto: Foto, vivo: Vivo, *, calma: bool) -> Falta:
    """Solo se sabe en calma: los números del broker van por detrás del diario."""
    en_mano = sum(bool(suyo.en_mano) and vivo(p) for p, suyo in libro.procesos.items())
    if not (calma and libro.completo and foto.cola.en_proceso == en_mano):
        return None, None
    pendientes = Counter(h.situacion(vivo, libro.modo.intentos) for h in libro.abiertas.values())
    del pendientes[Que.DESCARTADA]  # por las reglas del broker, están en tareas_fallidas
    faltan = max(0, pendientes.total() - foto.cola.en_cola - foto.cola.en_proceso)
    sin_noticia = min(faltan, pendientes["perdida"])
    return faltan - sin_noticia, sin_noticia


def de_copias(libro: Libro, vivo: Vivo, copias: Callable[[str], Collection[str]]) -> Falta:
    """La cola de un suscriptor muere con su conexión; de lo que tenía en la mano no se sabe."""
    perdidas = sum(suyo.perdidas for suyo in libro.procesos.values())
    muertos = [(p, suyo) for p, suyo in libro.procesos.items() if not vivo(p)]
    seguras = sum(suyo.seguras for _, suyo in muertos)
    dudosas = sum(len(copias(p)) + bool(suyo.en_mano) for p, suyo in muertos) - seguras
    return perdidas + seguras, max(0, dudosas)
