"""Este módulo es el que corre `python -m worker`."""

from comun.servicio.entrada import arrancar

if __name__ == "__main__":
    arrancar("worker.worker", "worker{0.worker_id}")
