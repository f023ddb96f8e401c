"""El panel es una página que muestra en vivo por dónde va cada tarea; solo mira."""
