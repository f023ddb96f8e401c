"""Las cifras de docs/, medidas en esta máquina, y cómo se guardan."""
