"""Este paquete define qué es un modo y las dos familias que hay: de trabajo y de copias."""
