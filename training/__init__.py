"""Scripts that build the models shipped in the package; each writes a card with data, licence and figures."""
