"""`make bench`: este taller y otras colas de trabajo, sobre lo mismo y con las mismas garantías."""
