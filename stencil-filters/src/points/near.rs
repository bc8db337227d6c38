//! [`Near`]: points, to be asked which of them are near another.

use std::collections::HashMap;

/// Points in cells of one size: those near a point are in its cell or in one next to it.
#[derive(Debug)]
pub(super) struct Near {
    size: f64,
    cells: HashMap<Vec<i64>, Vec<usize>>,
}

impl Near {
    /// For distances up to `size`, which is above zero.
    pub(super) fn new(size: f64) -> Self {
        Self { size, cells: HashMap::new() }
    }

    fn cell(&self, position: &[usize]) -> Vec<i64> {
        position.iter().map(|at| (*at as f64 / self.size).floor() as i64).collect()
    }

    /// Adds a point with its number.
    pub(super) fn insert(&mut self, position: &[usize], number: usize) {
        let cell = self.cell(position);
        self.cells.entry(cell).or_default().push(number);
    }

    /// The numbers of all points up to `size` away, along each axis, and of some that are further away. In no order.
    pub(super) fn around(&self, position: &[usize]) -> Vec<usize> {
        let mut cells = vec![vec![]];
        for at in self.cell(position) {
            let beside = |head: &Vec<i64>| [at - 1, at, at + 1].map(|at| [&head[..], &[at]].concat());
            cells = cells.iter().flat_map(beside).collect();
        }
        cells.iter().filter_map(|cell| self.cells.get(cell)).flatten().copied().collect()
    }
}
