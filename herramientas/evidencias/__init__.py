"""`make evidencias` hace las imágenes de los README, de una ejecución real.

Cada situación (situaciones/) ocurre en un taller aparte y comprueba que es verdad lo que su
imagen va a mostrar. Nada de esto hace falta para seguir el taller.
"""
