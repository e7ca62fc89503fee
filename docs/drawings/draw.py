"""Draws the pictures of the sample news: the terraces, the bench and the arc. Run it, then take the SVGs with a browser at 1440 x 960."""
import math

def svg(name, body):
    open(name, "w").write(f'<svg xmlns="http://www.w3.org/2000/svg" width="1440" height="960" viewBox="0 0 1440 960">{body}</svg>\n')

def path(points, **style):
    d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="{d}" ' + " ".join(f'{k.replace("_", "-")}="{v}"' for k, v in style.items()) + "/>"

def gear(cx, cy, r, teeth, fill, hole):
    pts = []
    for n in range(teeth * 4):
        a = math.tau * n / (teeth * 4)
        rr = r if n % 4 in (0, 1) else r * 0.86
        pts.append((cx + rr * math.cos(a), cy + rr * math.sin(a)))
    return path(pts, fill=fill) + f'<circle cx="{cx}" cy="{cy}" r="{r*0.62}" fill="none" stroke="{hole}" stroke-width="6"/><circle cx="{cx}" cy="{cy}" r="{r*0.24}" fill="{hole}"/>'

def terraces():
    sky = '<defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#f6e1c3"/><stop offset="1" stop-color="#f3b27a"/></linearGradient></defs><rect width="1440" height="960" fill="url(#s)"/><circle cx="1050" cy="300" r="92" fill="#fbf1d8"/>'
    out = sky
    tones = ["#d99a5f", "#c98650", "#b87142", "#a55d36", "#8f4a2c", "#763a24", "#5c2b1c"]
    for n, tone in enumerate(tones):
        top = 360 + n * 88
        pts = [(x, top + 46 * math.sin(x / 210 + n * 1.1) + 18 * math.sin(x / 83 + n * 2.3)) for x in range(-10, 1461, 10)]
        out += path(pts + [(1450, 970), (-10, 970)], fill=tone)
        for k in range(1, 5):
            out += path([(x, y + k * 16 + 3 * math.sin(x / 60 + k)) for x, y in pts], fill="none", stroke="#f0cf7a", stroke_opacity=0.16 + 0.03 * k, stroke_width=2)
    left, right = [], []
    for n in range(101):
        t = n / 100
        x, y = 640 + 190 * math.sin(t * 7.2 + 0.4) * (1 - t * 0.45) + t * 250, 975 - 455 * t ** 0.8
        w = 46 * (1 - t) ** 1.4 + 4
        left.append((x - w * 1.6, y)); right.append((x + w * 1.6, y))
    out += path(left + right[::-1], fill="#f6d58b") + path([((a + b) / 2, y) for (a, y), (b, _) in zip(left, right)][:70], fill="none", stroke="#e7b765", stroke_width=7, stroke_linecap="round")
    svg("titian.svg", out)

def bench():
    out = '<rect width="1440" height="960" fill="#efe3d2"/>'
    for n in range(26):
        out += f'<circle cx="1120" cy="330" r="{90 + n * 34}" fill="none" stroke="#a61b1b" stroke-opacity="{0.26 - n * 0.008:.3f}" stroke-width="2"/>'
    out += gear(1120, 330, 190, 20, "#7a1010", "#f0cf7a") + gear(858, 470, 118, 13, "#a61b1b", "#fbf8f1")
    out += '<rect x="0" y="690" width="1440" height="270" fill="#4a3527"/><rect x="0" y="690" width="1440" height="18" fill="#6a4c37"/>'
    out += '<rect x="170" y="470" width="300" height="220" fill="#5e5347"/><rect x="140" y="430" width="360" height="60" rx="6" fill="#3f372f"/><rect x="210" y="380" width="90" height="60" fill="#7d7264"/><rect x="330" y="380" width="90" height="60" fill="#7d7264"/><rect x="300" y="360" width="30" height="90" fill="#c9a24e"/>'
    out += '<g transform="translate(0 40)"><rect x="560" y="616" width="430" height="30" fill="#b9b1a4"/><rect x="560" y="560" width="34" height="90" fill="#b9b1a4"/><rect x="676" y="572" width="26" height="80" fill="#8f8779"/><rect x="690" y="606" width="96" height="50" rx="4" fill="#8f8779"/>'
    out += "".join(f'<path d="M{600 + n * 15} 646v{-14 if n % 5 else -22}" stroke="#3f372f" stroke-width="3"/>' for n in range(26)) + "</g>"
    svg("qiangong.svg", out)

def arc():
    out = '<defs><radialGradient id="g"><stop offset="0" stop-color="#fffbe8"/><stop offset=".08" stop-color="#ffe7a0"/><stop offset=".3" stop-color="#c96a1e" stop-opacity=".75"/><stop offset="1" stop-color="#1d1411" stop-opacity="0"/></radialGradient></defs><rect width="1440" height="960" fill="#1d1411"/>'
    out += '<circle cx="620" cy="600" r="640" fill="url(#g)"/><path d="M0 640h1440v320H0z" fill="#2d211b"/><path d="M0 640h620l-40 40H0z" fill="#6b5a4c"/><path d="M620 640h820v44H650z" fill="#564639"/>'
    for n in range(46):
        a = -math.pi * (0.06 + 0.88 * ((n * 37) % 46) / 45)
        r0, r1 = 70 + (n * 53) % 60, 150 + (n * 97) % 330
        out += f'<path d="M{620 + r0 * math.cos(a):.0f} {610 + r0 * math.sin(a):.0f}L{620 + r1 * math.cos(a):.0f} {610 + r1 * math.sin(a) + (r1 / 34) ** 2 / 2:.0f}" stroke="#f0cf7a" stroke-width="{2 + n % 3}" stroke-linecap="round" stroke-opacity="{0.45 + (n % 5) / 10}"/>'
    out += '<path d="M640 600L980 300l26 28L668 622z" fill="#8d8375"/><path d="M980 300l190-120 50 56-214 92z" fill="#3c312a"/><circle cx="620" cy="612" r="30" fill="#fffbe8"/>'
    out += path([(x, 668 + 7 * math.sin(x / 9)) for x in range(60, 600, 4)], fill="none", stroke="#c9a24e", stroke_width=10, stroke_linecap="round")
    svg("huguang.svg", out)

terraces(); bench(); arc()
