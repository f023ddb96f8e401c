"""Todos los mutantes."""

from taller.mutantes import de_comun, del_juez, del_productor, del_worker

MUTANTES = [
    *del_productor.MUTANTES,
    *del_worker.MUTANTES,
    *de_comun.MUTANTES,
    *del_juez.MUTANTES,
]
