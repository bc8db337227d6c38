//! Through a region of bytes, strip by strip, each from its first row to its last.

use super::columns::{Columns, Few, Many, Search, Tally};
use super::course::Course;
use crate::element::Element;
use crate::engine::{Few as Position, Source, Target};
use crate::lanes::key::Key;
use fearless_simd::Level;

/// The bytes that the histograms of a strip should not exceed: about what the next cache holds beside all else.
const CACHE: usize = 280 << 10;

impl Course<'_> {
    /// Finds the results in boxes of bytes; false if keys are not bytes, or if there are too many.
    pub(super) fn search_boxes<T: Element>(
        &self,
        level: Level,
        search: Search,
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) -> bool {
        let counts = (self.shape.across * self.shape.layers, self.shape.count());
        let fit = |most: (usize, usize)| counts.0 <= most.0 && counts.1 <= most.1;
        if fit(Few::MOST) {
            self.search_in::<T, Few>(level, search, source, target)
        } else {
            fit(Many::MOST) && self.search_in::<T, Many>(level, search, source, target)
        }
    }

    fn search_in<T: Element, C: Tally>(
        &self,
        level: Level,
        search: Search,
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) -> bool {
        let Some((byte_of, _)) = T::Key::BYTES else { return false };
        let (width, beyond) = (self.region[self.row.along].len(), search.along - 1);
        // What windows reach beyond a strip is done twice, so strips are long beside it.
        let most = (CACHE / Columns::<C>::BYTES).saturating_sub(beyond).max(4 * beyond).max(64);
        let strip = width.div_ceil(width.div_ceil(most));
        let mut columns = Columns::<C>::new(strip + beyond);
        let mut bytes = [vec![0; strip + beyond], vec![0; strip + beyond]];
        let (mut at, mut found) = (Position::filled(self.region.len(), 0), vec![0; strip]);
        loop {
            let len = strip.min(width - at[self.row.along] as usize);
            let read = |row: usize, layer: usize, bytes: &mut [u8]| {
                let line = T::keys(self.line(source, &at, row, layer, len));
                bytes.iter_mut().zip(line).for_each(|(to, from)| *to = byte_of(*from));
            };
            columns.clear();
            for row in 0..self.height() {
                for layer in 0..self.shape.layers {
                    if row == 0 {
                        for first in 0..self.shape.across {
                            read(first, layer, &mut bytes[0]);
                            C::add_row(level, &mut columns, &bytes[0][..len + beyond]);
                        }
                    } else {
                        read(row - 1, layer, &mut bytes[0]);
                        read(row - 1 + self.shape.across, layer, &mut bytes[1]);
                        let [old, new] = &bytes;
                        C::exchange_rows(level, &mut columns, &old[..len + beyond], &new[..len + beyond]);
                    }
                }
                C::find_row(level, &columns, search, &mut found[..len]);
                self.write_bytes(&at, row, &found[..len], target);
            }
            if !self.advance(&mut at, strip, self.height()) {
                return true;
            }
        }
    }

    /// Writes a row of results.
    fn write_bytes<T: Element>(&self, at: &[isize], row: usize, found: &[u8], target: &mut Target<'_, T>) {
        let Some((_, key_of)) = T::Key::BYTES else { return };
        let mut position: Position<isize> = self.region.iter().zip(at).map(|(span, at)| span.start + at).collect();
        if let Some(down) = self.row.down {
            position[down] += row as isize;
        }
        let mut line: [&mut [T]; 1] = Default::default();
        target.lines(&position, self.row, found.len(), &mut line);
        let keys: Vec<T::Key> = found.iter().map(|byte| key_of(*byte)).collect();
        T::put(&keys, line[0]);
    }
}
