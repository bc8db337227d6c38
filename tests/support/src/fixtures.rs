//! The answers of SciPy and scikit-image, from `tests/data`.

use ndarray::{ArrayD, IxDyn};
use std::collections::HashMap;
use stencil_core::Boundary;
use stencil_filters::Footprint;

/// One question and its answer.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The filter.
    pub name: String,
    keys: HashMap<String, String>,
    /// The image; whole numbers from 0 to 127.
    pub input: ArrayD<f64>,
    /// What the reference answers, unrounded.
    pub expected: Vec<f64>,
}

/// Every case of one file of `make_fixtures.py`.
pub fn read(text: &str) -> Vec<Fixture> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let cases: Vec<_> = lines.chunks_exact(3).map(|case| Fixture::parse(case[0], case[1], case[2])).collect();
    assert!(cases.len() > 10 && cases.len() * 3 == lines.len(), "three lines a case");
    cases
}

impl Fixture {
    fn parse(head: &str, input: &str, expected: &str) -> Self {
        let mut words = head.split(' ');
        let name = words.next().expect("a name").to_owned();
        let keys: HashMap<_, _> = words
            .map(|word| word.split_once('=').expect("key=value"))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let shape: Vec<usize> = list(&keys["shape"], 'x');
        let input = ArrayD::from_shape_vec(IxDyn(&shape), list(input, ' ')).expect("as many values as the shape says");
        Self { name, keys, input, expected: list(expected, ' ') }
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> &str {
        &self.keys[key]
    }

    /// A number, or several.
    pub fn numbers<T: std::str::FromStr>(&self, key: &str) -> Vec<T> {
        list(self.text(key), if self.text(key).contains('x') { 'x' } else { ',' })
    }

    /// What lies beyond the edge.
    pub fn boundary(&self) -> Boundary {
        match self.text("boundary") {
            "reflect" => Boundary::Reflect,
            "mirror" => Boundary::Mirror,
            "nearest" => Boundary::Nearest,
            "wrap" => Boundary::Wrap,
            "ignore" => Boundary::Ignore,
            "constant" => Boundary::Constant(self.numbers("cval")[0]),
            other => panic!("no boundary is called {other}"),
        }
    }

    /// The neighbourhood.
    pub fn footprint(&self) -> Footprint {
        self.footprint_of("footprint")
    }

    /// The neighbourhood that a key states.
    pub fn footprint_of(&self, key: &str) -> Footprint {
        let mut words = self.text(key).split(':');
        let (kind, size) = (words.next().expect("a kind"), words.next().expect("a size"));
        let sizes: Vec<usize> = list(size, 'x');
        match kind {
            "box" => Footprint::box_(stencil_filters::PerAxis::from_slice(&sizes).expect("one to eight axes")),
            "disk" => Footprint::disk(sizes[0]),
            "diamond" | "octahedron" => Footprint::diamond(sizes[0]),
            "ball" => Footprint::ball(sizes[0]),
            "ellipse" => Footprint::ellipse(sizes[0], sizes[1]),
            "octagon" => Footprint::octagon(sizes[0], sizes[1]),
            "star" => Footprint::star(sizes[0]),
            "array" => {
                let cells = words.next().expect("the cells").chars().map(|c| c == '1').collect();
                Footprint::from_array(ArrayD::from_shape_vec(IxDyn(&sizes), cells).expect("as drawn").view())
            }
            other => panic!("no footprint is called {other}"),
        }
    }
}

fn list<T: std::str::FromStr>(text: &str, separator: char) -> Vec<T> {
    text.split(separator).map(|word| word.parse().ok().expect("a number")).collect()
}
