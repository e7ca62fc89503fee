"""Writes a PDF that names people in compressed parts alone: python compressed.py FOLDER. Needs pikepdf from PyPI."""

import sys
import zlib

import pikepdf

packet = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator><rdf:Seq><rdf:li>示例乙</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>"
with pikepdf.new() as pdf:
    pdf.add_blank_page(page_size=(595, 842))
    pdf.docinfo["/Author"] = "示例甲"
    name = pikepdf.Name
    pdf.Root.Metadata = pikepdf.Stream(pdf, zlib.compress(packet.encode()), Filter=name.FlateDecode, Type=name.Metadata, Subtype=name.XML)
    pdf.save(
        f"{sys.argv[1]}/compressed-author.pdf",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        fix_metadata_version=False,
    )
