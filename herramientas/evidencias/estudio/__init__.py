"""En el estudio se hace una imagen: el escenario, el navegador que lo mira y la carpeta img/."""
