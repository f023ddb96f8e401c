"""Este trabajo, en lugar del simulado, hace las miniaturas de una carpeta de imágenes."""
