"""Los mutantes son fallos puestos a propósito en el código; cada uno tiene la prueba que lo nota.

Una prueba que nadie ha visto fallar no prueba nada. Cada mutante cambia un trozo de un archivo (el
texto exacto, que está una sola vez) en una copia del proyecto, y allí corre su prueba: si pasa, es
que el mutante sobrevive, y `make mutantes` acaba mal.
"""
