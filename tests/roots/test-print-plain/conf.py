"""A project that is no edition: it is printed as one book."""

project = "Plain Pages"
author = "Nobody"
language = "en"
extensions = ["myst_parser", "edition_tools.publish.typst"]
smartquotes = False
myst_footnote_transition = False
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
suppress_warnings = ["myst.header"]  # forms.md skips a heading level on purpose
