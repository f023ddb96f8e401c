"""Este paquete tiene lo que convierte un script en un servicio.

Son los ajustes, el registro, una conexión que vuelve si se pierde, el diario y la parada.
"""
