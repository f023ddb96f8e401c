"""Este paquete lee el diario, lleva las cuentas y pregunta al broker: lo usa solo quien mira."""
