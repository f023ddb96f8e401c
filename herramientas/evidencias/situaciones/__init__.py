"""Las situaciones, en el orden en que se provocan sobre un mismo broker.

Cada una es una función que recibe el taller y una cámara, comprueba los hechos y devuelve las
imágenes.
"""

from evidencias.situaciones.caida import caida
from evidencias.situaciones.cuenta_atras import cuenta_atras
from evidencias.situaciones.difusion import difusion
from evidencias.situaciones.en_vivo import en_vivo
from evidencias.situaciones.fallos import fallos
from evidencias.situaciones.por_tema import por_tema
from evidencias.situaciones.por_tipo import por_tipo
from evidencias.situaciones.reparto import reparto

SITUACIONES = (difusion, por_tipo, por_tema, reparto, cuenta_atras, caida, en_vivo, fallos)
