"""Lo que corre en la máquina, alrededor del taller; contenedor/, en una imagen suya."""
