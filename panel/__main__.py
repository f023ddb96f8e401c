"""Este archivo es el que corre `python -m panel`."""

from comun.servicio.entrada import arrancar

if __name__ == "__main__":
    arrancar("panel.panel", "panel")
