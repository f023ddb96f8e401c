"""La foto: los números del broker, que es quien sabe qué espera y quién vive."""

from dataclasses import dataclass, field

from comun.modo import FALLIDAS, Modo
from seguimiento.api import Api, Cola, Exchange


@dataclass(frozen=True, slots=True)
class Foto:
    """Los de la última vez que contestó."""

    contesta: bool = False
    alarma: bool = False
    cola: Cola = field(default_factory=Cola)
    exchange: Exchange = field(default_factory=Exchange)
    muertas: int = 0  # en tareas_fallidas
    conexiones: frozenset[str] = frozenset()

    @classmethod
    def hacer(cls, api: Api, modo: Modo) -> "Foto":
        """Pregunta al broker; puede tardar unos segundos.

        Raises:
            SinRespuesta: no contesta.
            Irrecuperable: el usuario no puede mirar la API.
        """
        return cls(
            contesta=True,
            alarma=api.alarma(),
            cola=api.cola(modo.cola) if modo.cola else Cola(),
            exchange=api.exchange(modo) if modo.exchange else Exchange(),
            muertas=api.cola(FALLIDAS).en_cola,
            conexiones=api.conexiones(),
        )
