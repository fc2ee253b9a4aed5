"""The parts of a page, and the customary order in which they follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from edition_tools.vocabulary import ZoneKind


class Part(StrEnum):
    """A part of the page in its customary order."""

    BANNER = "banner"  # what the site prints above the post's title
    HEADLINE = "headline"  # the title of the post
    MENU = "menu"  # what the site prints between that and the text
    INTRODUCTION = "introduction"  # what the poster says before
    TITLE = "title"
    BYLINE = "byline"
    SOURCE = "source"
    BODY = "body"
    NOTES = "notes"
    SHARING = "sharing"  # what the site prints after the text
    AFTERWORD = "afterword"  # what the poster says after
    OPENING = "opening"  # first line of a comment
    ITEM = "item"  # first line of a comment in a numbered list, words included
    HEADER = "header"  # further lines with name, date, number
    SAYING = "saying"  # the first line of a comment's text
    WORDS = "words"  # its further lines
    SIGNED = "signed"  # a date below a comment
    UNNAMED = "unnamed"  # first line of a comment whose name and date stand below it
    ITS_WORDS = "its-words"  # its further lines
    SIGNATURE = "signature"  # its name and date
    BUTTONS = "buttons"  # what the site prints below each comment
    FOOT = "foot"  # what the site prints at the end


KINDS: Mapping[Part, ZoneKind] = {
    Part.BANNER: ZoneKind.FURNITURE,
    Part.HEADLINE: ZoneKind.FRAME,
    Part.MENU: ZoneKind.FURNITURE,
    Part.INTRODUCTION: ZoneKind.FRAME,
    Part.TITLE: ZoneKind.TITLE,
    Part.BYLINE: ZoneKind.BYLINE,
    Part.SOURCE: ZoneKind.SOURCE_CITATION,
    Part.BODY: ZoneKind.BODY,
    Part.NOTES: ZoneKind.ENDNOTES,
    Part.SHARING: ZoneKind.FURNITURE,
    Part.AFTERWORD: ZoneKind.FRAME,
    Part.OPENING: ZoneKind.COMMENT,
    Part.ITEM: ZoneKind.COMMENT,
    Part.HEADER: ZoneKind.COMMENT,
    Part.SAYING: ZoneKind.COMMENT,
    Part.WORDS: ZoneKind.COMMENT,
    Part.UNNAMED: ZoneKind.COMMENT,
    Part.ITS_WORDS: ZoneKind.COMMENT,
    Part.SIGNATURE: ZoneKind.COMMENT,
    Part.SIGNED: ZoneKind.COMMENT,
    Part.BUTTONS: ZoneKind.FURNITURE,
    Part.FOOT: ZoneKind.FURNITURE,
}
START: Mapping[Part, float] = {
    Part.BANNER: 0.0,
    Part.HEADLINE: 0.0,
    Part.INTRODUCTION: -2.0,
    Part.TITLE: 0.0,
    Part.BODY: -6.0,
}
END: Mapping[Part, float] = {
    Part.BODY: 0.0,
    Part.NOTES: 0.0,
    Part.SHARING: 0.0,
    Part.AFTERWORD: 0.0,
    Part.ITEM: 0.0,
    Part.SAYING: 0.0,
    Part.WORDS: 0.0,
    Part.SIGNED: 0.0,
    Part.SIGNATURE: 0.0,
    Part.BUTTONS: 0.0,
    Part.FOOT: 0.0,
    Part.TITLE: -8.0,
    Part.BYLINE: -8.0,
    Part.BANNER: -8.0,
    Part.HEADLINE: -8.0,
    Part.MENU: -8.0,
    Part.INTRODUCTION: -8.0,
}
# after → before what, and how customary (0) or not that is
MOVES: Mapping[Part, Mapping[Part, float]] = {
    Part.BANNER: {
        Part.BANNER: 0,
        Part.HEADLINE: 0,
        Part.INTRODUCTION: -2,
        Part.TITLE: 0,
        Part.BODY: -8,
    },
    Part.HEADLINE: {Part.HEADLINE: -3, Part.MENU: 0, Part.INTRODUCTION: 0, Part.TITLE: 0},
    Part.MENU: {Part.MENU: 0, Part.INTRODUCTION: 0, Part.TITLE: 0, Part.BODY: -8},
    Part.INTRODUCTION: {Part.INTRODUCTION: 0, Part.MENU: -2.5, Part.TITLE: 0},
    Part.TITLE: {
        Part.TITLE: -3,
        Part.BYLINE: 0,
        Part.SOURCE: -1,
        Part.BODY: -2,
        Part.MENU: -3.5,
    },
    Part.BYLINE: {Part.BYLINE: -3, Part.SOURCE: 0, Part.BODY: 0},
    Part.SOURCE: {Part.SOURCE: -3, Part.BODY: 0, Part.BYLINE: -2},
    Part.BODY: {
        Part.BODY: 0,
        Part.NOTES: 0,
        Part.SHARING: -5,
        Part.AFTERWORD: -9,
        Part.OPENING: -9,
        Part.ITEM: -9,
    },
    Part.NOTES: {
        Part.NOTES: 0,
        Part.BODY: 0,
        Part.SHARING: -0.5,
        Part.AFTERWORD: -1.5,
        Part.OPENING: -4,
        Part.ITEM: -4,
    },
    Part.SHARING: {
        Part.SHARING: 0,
        Part.AFTERWORD: -3,
        Part.OPENING: -0.5,
        Part.ITEM: -0.5,
        Part.UNNAMED: -1.5,
    },
    Part.AFTERWORD: {Part.AFTERWORD: -1.5, Part.SHARING: 0, Part.OPENING: -3, Part.ITEM: -3},
    Part.OPENING: {Part.HEADER: 0, Part.SAYING: 0},
    Part.ITEM: {
        Part.ITEM: 0,
        Part.WORDS: 0,
        Part.SIGNED: 0,
        Part.BUTTONS: -0.3,
        Part.FOOT: -1.5,
    },
    Part.HEADER: {Part.HEADER: -0.5, Part.SAYING: 0},
    Part.SAYING: {
        Part.WORDS: 0,
        Part.SIGNED: 0,
        Part.BUTTONS: -0.3,
        Part.OPENING: -0.3,
        Part.ITEM: -0.3,
        Part.FOOT: -1.5,
    },
    Part.WORDS: {
        Part.WORDS: 0,
        Part.SIGNED: 0,
        Part.BUTTONS: -0.3,
        Part.OPENING: -0.3,
        Part.ITEM: -0.3,
        Part.FOOT: -1.5,
    },
    Part.SIGNED: {Part.OPENING: 0, Part.ITEM: 0, Part.BUTTONS: -0.3, Part.FOOT: -0.3},
    Part.UNNAMED: {Part.ITS_WORDS: 0, Part.SIGNATURE: 0},
    Part.ITS_WORDS: {Part.ITS_WORDS: 0, Part.SIGNATURE: 0},
    Part.SIGNATURE: {Part.UNNAMED: 0, Part.BUTTONS: -1, Part.FOOT: 0},
    Part.BUTTONS: {
        Part.BUTTONS: 0,
        Part.OPENING: 0,
        Part.ITEM: 0,
        Part.UNNAMED: -1.5,
        Part.FOOT: -0.5,
    },
    Part.FOOT: {Part.FOOT: 0, Part.OPENING: -6},
}
