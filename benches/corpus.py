"""Writes one campaign of N pages as two sites of equal content: OUT/hugo and OUT/jiangxin.

Seven pages in ten are news, two are features, one is a profile. A page has about 8 KB of Chinese markdown: five
headings, emphasis that touches Chinese punctuation, a list, a table, two tags. The same N and seed give the same bytes.
"""

import datetime
import json
import pathlib
import random
import shutil

HERE = pathlib.Path(__file__).resolve().parent
FIRST_DAY = datetime.date(2022, 5, 1)
SECTIONS = {"news": "活动动态", "features": "三种精神", "profiles": "陇原工匠"}
TAGS = "劳模精神 劳动精神 工匠精神 技能竞赛 职工创新 产业工人 班组建设 安全生产 志愿服务 权益维护 劳动教育 重大工程".split()
CHARACTERS = (
    "工人阶级劳动模范精神匠心传承创新发展技能竞赛职业素质提升建设服务基层企业车间班组师徒岗位安全生产"
    "学习宣传贯彻落实组织开展活动广泛深入推进重点项目质量效率改革成果典型引领先进事迹报告会座谈交流培训"
    "陇原大地黄河石油化工冶金有色机械电力铁路航天农业水利教育医疗文化旅游城市乡村振兴绿色低碳数字智能制造"
)


class Writer:
    """Makes up text; every choice comes from one seeded generator."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def han(self, least, most=None):
        length = self.random.randint(least, most or least)
        return "".join(self.random.choices(CHARACTERS, k=length))

    def sentence(self):
        clause = self.han(16, 40)
        if self.random.random() < 0.15:
            clause += f"**“{self.han(4)}”**{self.han(6)}"
        return f"{clause}，{self.han(10, 26)}。"

    def paragraph(self):
        return "".join(self.sentence() for _ in range(self.random.randint(3, 6)))

    def body(self):
        parts = [self.paragraph()]
        for n in range(5):
            parts += [f"{'###' if n in (2, 4) else '##'} {self.han(6, 14)}", self.paragraph(), self.paragraph()]
            if n == 1:
                parts.append("\n".join(f"- {self.han(12, 20)}" for _ in range(3)))
            if n == 3:
                rows = [f"| {self.han(6)} | {self.random.randint(10, 900)} | {self.han(10)} |" for _ in range(4)]
                parts.append("\n".join(["| 单位 | 人数 | 成果 |", "| --- | ---: | --- |", *rows]))
        return "\n\n".join(parts)

    def page(self, number):
        section = "news" if number % 10 < 7 else "features" if number % 10 < 9 else "profiles"
        fields = {
            "title": self.han(10, 22),
            "date": FIRST_DAY + datetime.timedelta(days=self.random.randint(0, 900)),
            "summary": self.han(40),
            "tags": self.random.sample(TAGS, 2),
        }
        return section, f"p{number:06}", fields, self.body()


def toml(fields):
    """Front matter: strings and lists are spelled as JSON spells them, dates are bare."""
    values = {k: v.isoformat() if isinstance(v, datetime.date) else json.dumps(v, ensure_ascii=False) for k, v in fields.items()}
    return "+++\n" + "".join(f"{k} = {v}\n" for k, v in values.items()) + "+++\n\n"


def fields_for(tool, section, fields):
    """What each tool calls the same fields."""
    if tool == "hugo":
        return {"description" if k == "summary" else k: v for k, v in fields.items()}
    return {**fields, "name": fields["title"][:3]} if section == "profiles" else fields


def write(out, count, seed=1):
    """Writes both sites anew."""
    out = pathlib.Path(out)
    shutil.rmtree(out, ignore_errors=True)
    templates = {"hugo": HERE / "hugo", "jiangxin": HERE / "site"}
    for tool, source in templates.items():
        shutil.copytree(source, out / tool)
        for section, title in SECTIONS.items():
            folder = out / tool / "content" / section
            folder.mkdir(parents=True)
            (folder / "_index.md").write_text(toml({"title": title}), encoding="utf-8")
    writer = Writer(seed)
    for number in range(count):
        section, slug, fields, body = writer.page(number)
        for tool in templates:
            file = out / tool / "content" / section / f"{slug}.md"
            file.write_text(toml(fields_for(tool, section, fields)) + body + "\n", encoding="utf-8")
