"""La suite de caos: fallos de verdad sobre el compose de verdad, y las cuentas al final.

Toda corrida es igual: fallo, reparación, vaciado y comparación de lo enviado con lo hecho.
"""
