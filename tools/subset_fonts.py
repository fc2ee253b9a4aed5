"""Cut the site's fonts out of EB Garamond, one file a script, so that a page fetches little.

    pip install fonttools brotli fontpkg-eb-garamond
    python tools/subset_fonts.py

Writes the files, the style sheet that names them and the licence (OFL 1.1, with the notice of
its authors) into the package. Small capitals, both kinds of figures, kerning and what is
written over letters are kept; ornaments and alternates are not.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.subset import main as subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).parents[1] / "src/edition_tools/publish/html/faces/fonts"
SOURCES = {"normal": "EBGaramond[wght].ttf", "italic": "EBGaramond-Italic[wght].ttf"}
WEIGHTS: dict[str, tuple[int, int] | int] = {"normal": (400, 700), "italic": 400}
RANGES = {
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+2070,U+2074-2079,U+20AC,U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD",
    "latin-ext": "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02D9,U+02DB,"
    "U+02DD-036F,U+1D00-1DBF,U+1E00-1EFF,U+20A0-20AB,U+20AD-20C0,U+2113,U+A720-A7FF",
    "cyrillic": "U+0400-052F,U+1C80-1C88,U+2116,U+2DE0-2DFF,U+A640-A69F",
    "greek": "U+0370-03FF,U+1F00-1FFF",
}
FEATURES = "ccmp,locl,mark,mkmk,kern,liga,rlig,smcp,onum,lnum,pnum,tnum,sups"
FACE = """@font-face {{
  font-family: "EB Garamond";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("{name}") format("woff2");
  unicode-range: {ranges};
}}
"""


def cut() -> None:
    """Write the fonts, their style sheet and their licence."""
    found = importlib.util.find_spec("fontpkg_eb_garamond")
    if found is None or found.origin is None:
        raise SystemExit("pip install fontpkg-eb-garamond")
    home = Path(found.origin).parent
    FOLDER.mkdir(parents=True, exist_ok=True)
    faces = []
    with TemporaryDirectory() as folder:
        for style, source in SOURCES.items():
            whole = Path(folder) / f"{style}.ttf"
            instantiateVariableFont(TTFont(home / "files" / source), {"wght": WEIGHTS[style]}).save(
                whole
            )
            faces += [_one(whole, style, script) for script in RANGES]
    (FOLDER / "fonts.css").write_text("".join(faces), encoding="utf-8")
    shutil.copy(home / "LICENSE", FOLDER / "OFL.txt")


def _one(whole: Path, style: str, script: str) -> str:
    """Write the part of a font for one script; return what names it."""
    name = f"eb-garamond-{script}-{style}.woff2"
    subset(
        [
            str(whole),
            f"--unicodes={RANGES[script]}",
            f"--layout-features={FEATURES}",
            "--flavor=woff2",
            f"--output-file={FOLDER / name}",
        ]
    )
    weight = "400 700" if style == "normal" else "400"
    return FACE.format(style=style, weight=weight, name=name, ranges=RANGES[script])


if __name__ == "__main__":
    cut()
