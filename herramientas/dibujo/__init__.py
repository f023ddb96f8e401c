"""Los dibujos que no son de una ejecución: las piezas de un SVG, y la casa."""
