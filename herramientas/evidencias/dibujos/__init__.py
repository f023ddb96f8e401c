"""Los dibujos: SVG hecho aquí, con los colores de las terminales."""
