"""Lo que corre en la máquina, alrededor del taller; contenedor/, en una imagen suya."""

import sys

# Aquí porque se lee antes que lo demás, que un Python anterior (el de macOS, el de Ubuntu 22.04) no
# entendería. Por lo mismo, esto tiene que entenderlo cualquier Python 3.
if sys.version_info < (3, 11):  # noqa: UP036 # para eso está
    sys.exit(
        f"✗ hace falta Python 3.11 o posterior, y este es el {sys.version.split()[0]}: instálalo "
        "o usa el taller sin él, con docker compose up -d --build"
    )
