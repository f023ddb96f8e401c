"""Scripts que corren en la máquina, no en los contenedores; solo con la biblioteca estándar."""
