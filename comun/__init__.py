"""Lo que comparten al menos dos contenedores del taller, y nada más.

De dónde sale cada archivo: docs/del_tutorial_al_taller.md.
"""
