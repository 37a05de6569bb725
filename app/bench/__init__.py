"""How fast is it, and does it stay right? Clients that cost little drive the REST API of a served Agora."""
