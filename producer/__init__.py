"""El productor: publica las tareas."""
