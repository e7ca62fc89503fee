//! How long the stages take: reading a text, printing a page, building a site of 200 pages in memory.

#[path = "press/campaign.rs"]
mod campaign;

use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use jiangxin::config::read_settings;
use jiangxin::edition::Edition;
use jiangxin::pipeline::Press;
use jiangxin::plan::Artifact;
use jiangxin::render::Renderer;
use jiangxin::site::PageKey;
use jiangxin::source::Source;
use jiangxin::theme::embedded;
use jiangxin::{markup, notice};

const NOTICE: &str = include_str!("../content/notices/gzgf-2022-18.md");
const PAGES: usize = 200;

fn press(source: &Source) -> Press {
    let settings = read_settings(campaign::SETTINGS, "content/site.toml").value;
    let edition = Edition {
        now: jiff::civil::date(2026, 1, 1).at(0, 0, 0, 0),
        drafts: false,
        base_url: settings.base_url.clone(),
        whole_links: false,
        minify: true,
        face: None,
    };
    let files = embedded(&settings.theme).unwrap_or_default();
    Press::set(source, &files, settings, edition, &Default::default()).value
}

fn parse(c: &mut Criterion) {
    let article = campaign::body(7);
    c.bench_function("parse an article", |b| b.iter(|| markup::parse(black_box(&article), &markup::Options::default())));
    c.bench_function("read a notice", |b| b.iter(|| notice::read(black_box(NOTICE))));
}

fn render(c: &mut Criterion) {
    let press = press(&campaign::source(PAGES));
    let renderer = Renderer::new(&press.site, &press.theme);
    let page = Artifact::Page(PageKey::Document(PAGES / 2));
    c.bench_function("render a page", |b| b.iter(|| renderer.render(black_box(&page))));
}

fn build(c: &mut Criterion) {
    let source = campaign::source(PAGES);
    assert_eq!(press(&source).proof(), []);
    c.bench_function("build 200 pages", |b| b.iter_batched(|| source.clone(), |source| press(&source).proof(), BatchSize::PerIteration));
}

criterion_group! {
    name = stages;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(20);
    targets = parse, render, build
}
criterion_main!(stages);
