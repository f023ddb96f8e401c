"""Trabajos propios, en lugar del simulado: uno por carpeta."""
