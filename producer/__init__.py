"""El productor publica las tareas.

docs/del_tutorial_al_taller.md dice por qué tiene tantos archivos.
"""
