"""Makes NotoSansSC-subset.ttf, the font of the bulletin's pictures. Not part of the service: a person runs it.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-0.4.3.tgz
    python graph/bulletin/font/make_font.py package/400Regular/NotoSansSC_400Regular.ttf

Takes every character of GB 2312 (6,763 Chinese ones and 682 others) and of ASCII, without hints and features of layout.
The licence, OFL-1.1, reserves no name that the subset has; its text is next to the font.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FONT = Path(__file__).with_name("NotoSansSC-subset.ttf")


def characters() -> set[int]:
    """The code points of GB 2312 and of ASCII."""
    found = set(range(0x20, 0x7F)) | {0xB2, 0xB3, 0x2212, 0x25A1}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            found.update(map(ord, bytes([row, cell]).decode("gb2312", "ignore")))
    return found


def main(source: str) -> None:
    options = Options(
        hinting=False,
        layout_features=[],
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        glyph_names=False,
    )
    font = load_font(source, options)
    # The time of the source's making, so that a second run makes the same bytes.
    font.recalcTimestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    # A name of its own, so that a font of that machine can never take its place.
    for record in font["name"].names:
        if record.nameID in {1, 3, 4, 6}:
            record.string = {3: "Longmai Sans SC", 6: "LongmaiSansSC-Regular"}.get(record.nameID, "Longmai Sans SC")
    save_font(font, str(FONT), options)


if __name__ == "__main__":
    main(sys.argv[1])
