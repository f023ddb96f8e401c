"""El worker: recibe tareas, hace el trabajo y responde al broker."""
