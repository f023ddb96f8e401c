"""Este paquete tiene trabajos propios, en lugar del simulado: uno por carpeta."""
