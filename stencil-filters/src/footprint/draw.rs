//! A footprint as text.

use super::cells::within;
use super::{Footprint, Offset};
use std::fmt;
use stencil_core::Halo;

/// Drawn on its own axes, or on two: `X` a cell, `.` none, the centre `o` or `-`; further axes one after the other.
impl fmt::Display for Footprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dims = self.dims().unwrap_or(2);
        let cells = self.cells(dims);
        let halo = self.halo();
        let all = within(dims, |axis| (halo.side(axis).before, halo.side(axis).after), |_| true);
        let mut last = None::<Offset>;
        for cell in all {
            if let Some(last) = last {
                let new_lines = (0..dims.saturating_sub(1)).filter(|&axis| last[axis] != cell[axis]).count();
                f.write_str(if new_lines == 0 { " " } else { &"\n\n\n\n\n\n\n"[..new_lines.min(2)] })?;
            }
            let symbol = match (cells.contains(&cell), cell == [0; Halo::MAX_DIM]) {
                (true, false) => "X",
                (false, false) => ".",
                (true, true) => "o",
                (false, true) => "-",
            };
            f.write_str(symbol)?;
            last = Some(cell);
        }
        Ok(())
    }
}
