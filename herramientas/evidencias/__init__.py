"""Las imágenes de los README, hechas por `make evidencias` de una ejecución real.

Cada situación (situaciones/) se provoca en un taller aparte, se comprueba que es verdad lo que
su imagen va a enseñar y se captura. Nada de esto hace falta para seguir el taller.
"""
