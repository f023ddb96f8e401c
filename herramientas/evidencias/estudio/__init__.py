"""Con qué se hace una imagen: la escena, el navegador que la fotografía y la carpeta img/."""
