"""A package of its own: a library that installs a folder of the same name must not stand in its place."""
