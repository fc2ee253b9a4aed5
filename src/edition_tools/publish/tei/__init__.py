"""TEI P5: a builder of ours that writes each edition as one document a library can ingest.

Part of `edition_tools.publish`. What is in the file, and how its five voices are told apart, is
said in the file itself, in its `encodingDesc` (`principles`).
"""
