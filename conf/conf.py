"""The site of our editions. The extension brings the rest."""

project = "Editions"
author = "The edition-tools editors"
language = "en"

extensions = ["edition_tools.publish"]
html_theme = "furo"
