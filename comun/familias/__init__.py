"""De qué está hecho un modo: lo que dice cada uno, y las dos familias que hay."""
