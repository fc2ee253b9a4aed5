"""The EPUB: a builder of ours that turns the doctree into a book for reading systems.

What comes in are the same doctrees that the site and the PDF are made of; what goes out is one
EPUB 3.3 file for each edition, the same bytes every time. No web page's furniture is in it.
"""
