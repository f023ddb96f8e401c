"""El worker: recibe tareas, hace el trabajo y responde al broker.

Por qué en tantos archivos: docs/del_tutorial_al_taller.md.
"""
