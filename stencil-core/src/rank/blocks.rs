//! Through a region of bytes, block by block.

use super::counting::{Block, Counter, Size};
use super::course::Course;
use crate::element::Element;
use crate::engine::{Few, Source, Target};
use crate::lanes::key::Key;
use fearless_simd::Level;

/// How many rows and columns a block has at least, if there are so many: it is looked at again and again, so it should
/// stay in the nearest cache; but what lies around it is looked at too, so it should not be small beside the window.
const ROWS: usize = 32;
const COLUMNS: usize = 256;

impl Course<'_> {
    /// Finds the values with `k` others before them in a box by counting; false if keys are not bytes.
    pub(super) fn count<T: Element>(
        &self,
        level: Level,
        (along, k): (usize, usize),
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) -> bool {
        // What is compared with the limit need not be right beyond it.
        let column = self.shape.across * self.shape.layers;
        let size = Size { along, across: self.shape.across, layers: self.shape.layers };
        let fits = |most: usize| k < most && column <= most;
        if fits(usize::from(u8::MAX)) {
            self.count_in::<T, u8>(level, (size, k), source, target)
        } else if fits(usize::from(u16::MAX)) {
            self.count_in::<T, u16>(level, (size, k), source, target)
        } else {
            self.count_in::<T, u32>(level, (size, k), source, target)
        }
    }

    fn count_in<T: Element, C: Counter>(
        &self,
        level: Level,
        (size, k): (Size, usize),
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) -> bool {
        let Some((byte_of, key_of)) = T::Key::BYTES else { return false };
        let width = self.region[self.row.along].len();
        let rows = self.height().min(ROWS.max(size.across));
        let columns = width.min(COLUMNS.max(size.along.next_multiple_of(COLUMNS)));
        let mut block = Block::<C>::new(size, k, rows, columns);
        let mut keys = vec![T::Key::default(); columns];
        let mut at = Few::filled(self.region.len(), 0);
        loop {
            let len = columns.min(width - at[self.row.along] as usize);
            block.columns = len;
            for row in 0..size.across + rows - 1 {
                for layer in 0..size.layers {
                    let line = T::keys(self.line(source, &at, row, layer, len));
                    block.line(row, layer).iter_mut().zip(line).for_each(|(to, from)| *to = byte_of(*from));
                }
            }
            block.find(level);
            let mut position: Few<isize> =
                self.region.iter().zip(at.iter()).map(|(span, at)| span.start + at).collect();
            for row in 0..rows {
                keys.iter_mut().zip(block.medians(row)).for_each(|(key, byte)| *key = key_of(*byte));
                let mut line: [&mut [T]; 1] = Default::default();
                target.lines(&position, self.row, len, &mut line);
                T::put(&keys[..len], line[0]);
                if let Some(across) = self.row.down {
                    position[across] += 1;
                }
            }
            if !self.advance(&mut at, columns, rows) {
                return true;
            }
        }
    }
}
