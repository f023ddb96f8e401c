"""La foto junta los números del broker, que es quien sabe qué espera y quién vive."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from comun.familias.modo import FALLIDAS, Modo
from seguimiento.api import Api, Cola, Exchange


@dataclass(frozen=True, slots=True)
class Foto:
    """Una `Foto` guarda los números del broker de la última vez que contestó."""

    contesta: bool = False
    alarma: bool = False
    colas: Mapping[str, Cola] = field(default_factory=dict)  # las del modo, por su nombre
    exchange: Exchange = field(default_factory=Exchange)
    en_fallidas: int = 0  # mensajes en tareas_fallidas
    conexiones: frozenset[str] = frozenset()  # los nombres de las abiertas

    @property
    def cola(self) -> Cola:
        """Suma las colas del modo."""
        return sum(self.colas.values(), Cola())

    @classmethod
    def hacer(cls, api: Api, modo: Modo) -> "Foto":
        """Pregunta al broker y devuelve la foto; puede tardar unos segundos.

        Raises:
            SinRespuesta: la API no contesta.
            Irrecuperable: el usuario no puede mirar la API.
        """
        return cls(
            contesta=True,
            alarma=api.alarma(),
            colas={nombre: api.cola(nombre) for nombre in modo.colas},
            exchange=api.exchange(modo) if modo.exchange else Exchange(),
            en_fallidas=api.cola(FALLIDAS).en_cola,
            conexiones=api.conexiones(),
        )
