"""Un trabajo propio en lugar del simulado: las miniaturas de una carpeta de imágenes."""
