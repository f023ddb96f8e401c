"""La suite de caos provoca fallos de verdad sobre el compose de verdad y al final hace las cuentas.

En toda corrida hay fallo, reparación, vaciado y comparación de lo enviado con lo hecho.
"""
