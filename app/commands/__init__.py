"""What the `agora` command can do, one module each with a function `command`."""
