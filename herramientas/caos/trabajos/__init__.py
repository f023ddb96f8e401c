"""Otros `procesar.py`: se montan sobre el de los workers."""
