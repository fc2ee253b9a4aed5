"""The Sphinx extension: five voices, published from MyST pages and the files of their editors."""
