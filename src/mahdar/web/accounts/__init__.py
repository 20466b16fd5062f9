"""Local accounts, for a server that several people share: passwords, sessions, roles, tokens."""
