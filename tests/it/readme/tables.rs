//! The tables of the READMEs are whole: commands, their options, fields.

use std::collections::BTreeSet;

use jiangxin::cli::command;
use jiangxin::document::{Kind, known};
use jiangxin::report::Tongue;

use super::{README, code_in, parts, rows, text};

/// Options that every command has.
const GLOBAL: [&str; 3] = ["root", "lang", "help"];

#[test]
fn the_rust_version_and_the_features_are_those_of_the_manifest() {
    let manifest: toml::Table = toml::from_str(include_str!("../../../Cargo.toml")).expect("a manifest");
    let version = manifest["package"]["rust-version"].as_str().expect("a version");
    let features: BTreeSet<&str> = manifest["features"].as_table().expect("features").keys().map(String::as_str).collect();
    for readme in README {
        let text = text(readme);
        assert_eq!(text.matches(version).count(), 2, "{readme} names Rust {version} where it is installed and where it is told");
        let outside = parts(&text).1;
        let table: BTreeSet<&str> =
            rows(&outside).into_iter().filter(|row| row.len() == 2).map(|row| row[0].trim_matches('`')).filter(|name| features.contains(name)).collect();
        assert_eq!(table, features, "{readme}");
    }
}

#[test]
fn the_command_table_is_what_help_lists() {
    for (readme, tongue) in README.into_iter().zip([Tongue::En, Tongue::Zh]) {
        let text = text(readme);
        let outside = parts(&text).1;
        let program = command(tongue);
        let listed: Vec<Vec<String>> =
            program.get_subcommands().map(|c| vec![c.get_name().to_owned(), c.get_about().map(ToString::to_string).unwrap_or_default()]).collect();
        let names: BTreeSet<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        let table: Vec<Vec<&str>> = rows(&outside).into_iter().filter(|row| row.len() == 3 && names.contains(name_in(row))).collect();
        let written: Vec<Vec<String>> = table.iter().map(|row| vec![name_in(row).to_owned(), row[1].to_owned()]).collect();
        assert_eq!(written, listed, "{readme}");
        for row in table {
            let of = program.find_subcommand(name_in(&row)).expect("a command");
            let flags: BTreeSet<String> = of.get_arguments().filter_map(|a| a.get_long()).filter(|l| !GLOBAL.contains(l)).map(|l| format!("--{l}")).collect();
            assert_eq!(code_in(row[2]).into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), flags, "{readme}: {}", row[0]);
        }
    }
}

fn name_in<'a>(row: &[&'a str]) -> &'a str {
    code_in(row[0]).first().and_then(|c| c.split(' ').next()).unwrap_or("")
}

#[test]
fn every_field_stands_in_the_tables() {
    for readme in README {
        let text = text(readme);
        let outside = parts(&text).1;
        let rows = rows(&outside);
        let named: BTreeSet<&str> = rows.iter().flat_map(|row| row.iter().flat_map(|cell| code_in(cell))).collect();
        for kind in Kind::ALL {
            for field in known(kind) {
                assert!(named.contains(field.key), "{readme} says nothing of {}", field.key);
            }
        }
    }
}
