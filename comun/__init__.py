"""Lo que comparten al menos dos contenedores del taller, y nada más."""
