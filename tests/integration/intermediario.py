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
# Frames enteros de Connection.Blocked (con su motivo, «alarma») y Unblocked: tipo, canal 0, tamaño…
BLOQUEADA = b"\x01\0\0\0\0\0\x0b\0\x0a\0\x3c\x06alarma\xce"
DESBLOQUEADA = b"\x01\0\0\0\0\0\x04\0\x0a\0\x3d\xce"


class Intermediario:
    """Reenvía en los dos sentidos.

    Con `mudo`, acepta y no dice nada; con `quieto`, lo que llega espera; con `fuera`, corta lo que
    haya y lo que venga. Con `corta`, `calla` o `frena`, corta, enmudece o se queda quieto en cuanto
    ha pasado ese método.
    """

    def __init__(self, puerto, donde="127.0.0.1"):
        self.mudo, self.quieto, self.fuera, self.veces = False, False, False, 0
        self.corta = self.calla = self.frena = None
        self._frenado = threading.Event()
        self._clientes, self._parado = [], None
        self._broker = ("127.0.0.1", puerto)
        self._escucha = socket.create_server((donde, 0))
        self.puerto = str(self._escucha.getsockname()[1])
        threading.Thread(target=self._aceptar, daemon=True).start()

    def espera_frenado(self, limite=20):
        """Vuelve cuando ha pasado y el cliente ha escrito ya algo más, que no pasa."""
        assert self._frenado.wait(limite), f"en {limite} s no ha pasado {self.frena}"
        assert select.select([self._parado], [], [], limite)[0]

    def dice(self, entero):
        """Manda un frame a todos los clientes como si fuera del broker, que ahora ha de callar."""
        for cliente in self._clientes:
            with suppress(OSError):  # uno que ya se fue
                cliente.sendall(entero)

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
            self._clientes.append(cliente)
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
                    if self.corta == metodo(datos):
                        return
                    self.mudo |= self.calla == metodo(datos)
                    if self.frena == metodo(datos):
                        self.quieto, self._parado = True, cliente
                        self._frenado.set()


def metodo(datos):
    """Clase y método del primer frame: tipo (1), canal (2), tamaño (4), clase (2), método (2)."""
    return int.from_bytes(datos[7:9], "big"), int.from_bytes(datos[9:11], "big")
