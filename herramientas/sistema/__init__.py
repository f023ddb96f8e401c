"""El taller en marcha, en una máquina, en varias o en Swarm, y lo que deja al acabar."""
