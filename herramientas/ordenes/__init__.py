"""Lo que da quien usa el taller: cada orden de make, un script."""
