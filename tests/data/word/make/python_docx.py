"""Writes the fixtures of python-docx: pip install python-docx; python python_docx.py FOLDER."""

import sys
import struct
import zlib
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

out = Path(sys.argv[1])


def png(width, height):
    raw = b"".join(b"\0" + b"\xc0\x20\x20" * width for _ in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def paragraph(doc, text, font="仿宋_GB2312", size=16, center=False, indent=False, bold=False):
    p = doc.add_paragraph()
    if center:
        p.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        p.paragraph_format.first_line_indent = Pt(32)
    for n, line in enumerate(text.split("\n")):
        run = p.add_run(line)
        run.font.size = Pt(size)
        run.bold = bold or None
        run.font.name = font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        if n < text.count("\n"):
            run.add_break()
    return p


def notice():
    doc = Document()
    paragraph(doc, "示例总工会文件", "方正小标宋简体", 48, center=True)
    paragraph(doc, "示例工发〔2026〕3号", center=True)
    paragraph(doc, "示例总工会关于开展2026年\n“安康杯”竞赛活动的通知", "方正小标宋简体", 22, center=True)
    paragraph(doc, "各县区总工会，各基层工会：")
    paragraph(doc, "为贯彻安全生产工作要求，现将有关事项通知如下。", indent=True)
    paragraph(doc, "一、总体要求", "黑体", indent=True)
    paragraph(doc, "坚持人民至上、生命至上，一要抓好宣传，二要抓好培训。", indent=True)
    paragraph(doc, "二、工作安排", "黑体", indent=True)
    paragraph(doc, "（一）组织报名。各单位于4月底前报名。", "楷体_GB2312", indent=True)
    paragraph(doc, "（二）开展竞赛。竞赛内容见下表。", "楷体_GB2312", indent=True)
    table = doc.add_table(rows=3, cols=3, style="Table Grid")
    for r, row in enumerate([("项目", "时间", "地点"), ("焊接", "5月", "示例市"), ("电工", "6月", "示例市")]):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    table.cell(1, 2).merge(table.cell(2, 2)).text = "示例市"
    paragraph(doc, "附件：1.报名表", indent=True)
    paragraph(doc, "　　　2.评分标准", indent=True)
    paragraph(doc, "示例总工会")
    paragraph(doc, "2026年4月1日")
    paragraph(doc, "（此件公开发布）", indent=True)
    table = doc.add_table(rows=2, cols=1)
    table.cell(0, 0).text = "抄送：示例市应急管理局。"
    table.cell(1, 0).text = "示例总工会办公室　　　2026年4月1日印发"
    doc.save(out / "python-docx-notice.docx")


def news():
    doc = Document()
    doc.add_heading("示例市举办职工技能大赛", 0)
    doc.add_paragraph("来源：示例晚报　作者：示例记者　时间：2026-05-06")
    p = doc.add_paragraph("5月6日，示例市职工技能大赛在示例市开幕，")
    p.add_run("120名选手").bold = True
    p.add_run("参加。")
    doc.add_picture(BytesIO(png(160, 90)))
    doc.inline_shapes[0]._inline.docPr.set("descr", "选手在赛场")
    doc.add_heading("现场", 1)
    doc.add_paragraph("焊接", style="List Bullet")
    doc.add_paragraph("电工", style="List Bullet")
    doc.add_paragraph("用到的字符：2*3、a_b、<尖括号>、`反引号`、[1]。")
    doc.save(out / "python-docx-news.docx")


notice()
news()
