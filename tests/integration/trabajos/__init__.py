"""Otros `procesar.py`, en lugar del que se entrega."""
