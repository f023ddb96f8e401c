"""Este módulo es el que corre `python -m producer`."""

from comun.servicio.entrada import arrancar

if __name__ == "__main__":
    arrancar("producer.productor", "producer")
