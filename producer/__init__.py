"""El productor: publica las tareas. Por qué en tantos archivos: docs/del_tutorial_al_taller.md."""
