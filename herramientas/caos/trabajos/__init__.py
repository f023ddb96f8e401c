"""Aquí hay otros `procesar.py`, que se montan sobre el de los workers."""
