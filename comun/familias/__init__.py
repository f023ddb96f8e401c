"""Este paquete define lo que dice cada modo, y las dos familias de modos que hay."""
