"""`make bench` compara este taller con otras colas de trabajo, con las mismas garantías."""
