"""Lo que da quien usa el taller y necesita su máquina: cada orden de make, un script."""
