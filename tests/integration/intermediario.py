"""Un intermediario entre un servicio y el broker de verdad, que calla o corta cuando se le dice."""

import select
import socket
import threading
import time
from contextlib import suppress

START, TUNE = (10, 10), (10, 30)  # los métodos del saludo tras los que se puede cortar
CONFIRMARA = (85, 11)  # Confirm.SelectOk: desde aquí, a cada publicación le sigue su confirm
CANAL_ABIERTO = (20, 11)  # el primero con la conexión ya abierta
COLA_DECLARADA = (50, 11)


class Intermediario:
    """Reenvía en los dos sentidos.

    Con `mudo`, acepta y no dice nada; con `quieto`, lo que llega espera; con `fuera`, corta lo que
    haya y lo que venga. Con `corta`, `calla` o `frena`, corta, enmudece o se queda quieto en cuanto
    el broker ha mandado ese método.
    """

    def __init__(self, puerto, donde="127.0.0.1"):
        self.mudo, self.quieto, self.fuera, self.veces = False, False, False, 0
        self.corta = self.calla = self.frena = None
        self._frenado = threading.Event()
        self._broker = ("127.0.0.1", puerto)
        self._escucha = socket.create_server((donde, 0))
        self.puerto = str(self._escucha.getsockname()[1])
        threading.Thread(target=self._aceptar, daemon=True).start()

    def espera_frenado(self, limite=20):
        assert self._frenado.wait(limite), f"en {limite} s no ha pasado {self.frena}"

    def cerrar(self):
        self._escucha.close()

    def _aceptar(self):
        while True:
            try:
                cliente, _ = self._escucha.accept()
            except OSError:
                return
            self.veces += 1
            threading.Thread(target=self._atender, args=(cliente,), daemon=True).start()

    def _atender(self, cliente):
        # quien corta sin despedirse no es un error de la prueba
        with suppress(OSError), cliente, socket.create_connection(self._broker) as broker:
            while not self.fuera:
                if self.quieto:
                    time.sleep(0.01)
                    continue
                for lado in select.select([cliente, broker], [], [], 0.1)[0]:
                    datos = lado.recv(65536)
                    if not datos:
                        return
                    if self.mudo:
                        continue
                    (broker if lado is cliente else cliente).sendall(datos)
                    if lado is broker and self.corta == metodo(datos):
                        return
                    self.mudo |= lado is broker and self.calla == metodo(datos)
                    if lado is broker and self.frena == metodo(datos):
                        self.quieto = True
                        self._frenado.set()


def metodo(datos):
    """Clase y método del primer frame: tipo (1), canal (2), tamaño (4), clase (2), método (2)."""
    return int.from_bytes(datos[7:9], "big"), int.from_bytes(datos[9:11], "big")
