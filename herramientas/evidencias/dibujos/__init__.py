"""Los dibujos son SVG hecho aquí, con los colores de las terminales."""
