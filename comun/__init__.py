"""Este paquete guarda lo que comparten al menos dos contenedores del taller, y nada más.

docs/del_tutorial_al_taller.md dice de dónde salen los principales.
"""
