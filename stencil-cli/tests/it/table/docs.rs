//! The table itself, and the documents that are written from it.

use super::super::{Scratch, read_png};
use super::cases;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use stencil_cli::rows::rows;

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

#[test]
fn names_are_unique_and_no_synonym_hides_a_filter() {
    let names: HashSet<_> = rows().map(|row| row.name).collect();
    assert_eq!(names.len(), rows().count());
    for row in rows() {
        assert!(row.also.iter().all(|also| !names.contains(also)), "{}", row.name);
    }
    let synonyms: Vec<_> = rows().flat_map(|row| row.also).collect();
    assert_eq!(synonyms.iter().collect::<HashSet<_>>().len(), synonyms.len(), "{synonyms:?}");
}

#[test]
fn every_row_has_samples_of_its_own_filter() {
    assert!(rows().all(|row| !row.samples.is_empty()));
    for row in rows() {
        assert!(row.samples.iter().all(|sample| sample.call.split('(').next() == Some(row.name)), "{}", row.name);
        assert!(!row.summary.ends_with('.') && !row.summary.contains('|'), "{}", row.name);
        for param in row.params {
            let given = row.samples.iter().any(|sample| sample.call.contains(param.name) || sample.call.contains('('));
            assert!(given, "no sample of {} gives {}", row.name, param.name);
        }
    }
    assert!(cases().count() >= rows().count());
}

#[test]
fn the_documents_are_what_the_table_says() {
    let scratch = Scratch::new();
    for (flag, name) in [("--markdown", "filters.md"), ("--gallery", "gallery.md")] {
        let now = scratch.run(["list", flag]).quietly().stdout;
        let committed = fs::read_to_string(docs(name)).unwrap();
        assert!(
            now == committed,
            "docs/{name} is stale: run docs/gallery/make, or `stencil list {flag} > docs/{name}`"
        );
    }
}

/// The words of a command line, of which some are quoted.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

/// Each picture of the gallery is what the command line under it makes, bit for bit.
#[test]
fn the_gallery_shows_what_the_command_makes() {
    let scratch = Scratch::new();
    for row in rows() {
        let words = words(row.example);
        let [program, arguments @ .., input, output] = &words[..] else { panic!("{}", row.example) };
        assert_eq!((program.as_str(), output), ("stencil", &format!("{}.png", row.name)), "{}", row.example);
        fs::copy(docs("gallery").join(input), scratch.path(input)).unwrap();
        let quiet = "--quiet".to_owned();
        scratch.run(arguments.iter().chain([&quiet, input, output])).quietly();
        let committed = docs("gallery").join(output);
        assert!(fs::metadata(&committed).unwrap().len() < 40_000, "{output} is large for a page of many");
        let (made, shown) = (read_png(&scratch.path(output)), read_png(&committed));
        assert!(made == shown, "docs/gallery/{output} is stale: run docs/gallery/make");
    }
}
