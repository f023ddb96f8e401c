"""El monitor dice cada segundo qué está pendiente."""
