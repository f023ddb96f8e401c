"""El worker recibe tareas, hace el trabajo y responde al broker.

docs/del_tutorial_al_taller.md dice por qué tiene tantos archivos.
"""
