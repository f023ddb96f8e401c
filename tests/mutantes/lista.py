"""Este módulo junta todos los mutantes, en el orden en que se prueban."""

from tests.mutantes import (
    de_comun,
    de_modos,
    de_permisos,
    de_seguimiento,
    del_juez,
    del_productor,
    del_worker,
)

MUTANTES = [
    *del_productor.MUTANTES,
    *del_worker.MUTANTES,
    *de_comun.MUTANTES,
    *de_modos.MUTANTES,
    *de_permisos.MUTANTES,
    *de_seguimiento.MUTANTES,
    *del_juez.MUTANTES,
]
