"""Makes fangkuai.ttf, the font of the tests for cards: every letter is a block. Needs fonttools.

A many-to-one table (cmap format 13) gives all characters of a block one outline, so that the file stays under two kilobytes.
"""

import pathlib

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable


def block(width, height):
    pen = TTGlyphPen(None)
    pen.moveTo((60, 0))
    for point in ((60, height), (width - 60, height), (width - 60, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


font = FontBuilder(1000, isTTF=True)
font.setupGlyphOrder([".notdef", "han", "mark", "latin"])
font.setupGlyf({".notdef": block(1000, 800), "han": block(1000, 820), "mark": block(400, 160), "latin": block(520, 520)})
font.setupHorizontalMetrics({".notdef": (1000, 60), "han": (1000, 60), "mark": (1000, 60), "latin": (520, 60)})
font.setupHorizontalHeader(ascent=880, descent=-120)
font.setupNameTable({"familyName": "Fangkuai", "styleName": "Regular"})
font.setupCharacterMap({0x4E00: "han"})
font.setupOS2(sTypoAscender=880, usWinAscent=880, usWinDescent=120)
font.setupPost()
many = CmapSubtable.newSubtable(13)
many.platformID, many.platEncID, many.language = 3, 10, 0
many.format, many.reserved, many.length, many.nGroups = 13, 0, 0, 0
ranges = {"han": [(0x4E00, 0x9FFF)], "mark": [(0x3001, 0x3011), (0x2014, 0x2026), (0xB7, 0xB7), (0xFF01, 0xFF1F)], "latin": [(0x21, 0x7E)]}
many.cmap = {code: name for name, spans in ranges.items() for low, high in spans for code in range(low, high + 1)}
font.font["cmap"].tables.append(many)
font.save(pathlib.Path(__file__).with_name("fangkuai.ttf"))
