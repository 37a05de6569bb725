"""Parts of the service desk's pages."""
