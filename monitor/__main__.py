"""Este archivo es el que corre `python -m monitor`."""

from comun.servicio.entrada import arrancar

if __name__ == "__main__":
    arrancar("monitor.monitor", "monitor")
