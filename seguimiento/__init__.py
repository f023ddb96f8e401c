"""Lo que solo necesita quien mira: leer el diario, sacar cuentas y preguntar al broker."""
