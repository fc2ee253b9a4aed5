project = "Two small editions"
extensions = ["edition_tools.publish"]
