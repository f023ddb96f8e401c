"""Lo que hace un servicio de un script: ajustes, registro, conexión que vuelve, diario y parada."""
