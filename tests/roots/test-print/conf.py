"""One small edition, of a German text by English editors, to be printed."""

project = "Editions to print"
language = "en"
extensions = ["edition_tools.publish"]
