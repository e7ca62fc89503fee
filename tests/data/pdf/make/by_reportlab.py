"""Writes the PDF of this folder that needs no font in the file: python by_reportlab.py FOLDER. Needs reportlab from PyPI."""

import sys

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = canvas.Canvas(f"{sys.argv[1]}/reportlab-notice.pdf", pagesize=(595, 842))
page.setFont("STSong-Light", 16)
lines = [
    (233, "示工发〔2026〕3号"),
    (214, "关于开展示例活动的通知"),
    (80, "各示例市总工会："),
    (112, "为做好示例工作，现将有关事项通知如下，请各单位结合实际"),
    (80, "认真落实。"),
    (112, "一、时间安排"),
    (112, "示例时间为2026年5月6日。"),
    (380, "示例总工会"),
    (372, "2026年4月21日"),
]
for n, (x, text) in enumerate(lines):
    page.drawString(x, 720 - 29 * n, text)
page.showPage()
page.save()
