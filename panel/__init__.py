"""El panel: una página que enseña en vivo por dónde va cada tarea. Solo mira."""
