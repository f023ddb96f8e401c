"""Las situaciones ocurren en este orden, sobre un mismo broker.

Cada una es una función que recibe el escenario, comprueba los hechos y devuelve las imágenes.
"""

from herramientas.evidencias.situaciones.cuenta_atras import cuenta_atras
from herramientas.evidencias.situaciones.difusion import difusion
from herramientas.evidencias.situaciones.fallos import caida, fallos
from herramientas.evidencias.situaciones.por_tipo import por_tema, por_tipo
from herramientas.evidencias.situaciones.reparto import reparto

SITUACIONES = (difusion, por_tipo, por_tema, reparto, cuenta_atras, caida, fallos)
