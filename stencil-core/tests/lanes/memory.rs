//! Loads and stores touch as many elements as there are lanes, and no more.

use crate::values::Extremes;
use crate::{place, test_types};
use stencil_core::lanes::Cx;

macro_rules! memory {
    ($t:ident, $simd:ident, $w:ident) => {{
        let lanes = <$w as Width>::LANES;
        let source: Vec<$t> = $t::extremes().into_iter().cycle().take(3 * lanes).collect();
        for start in 0..lanes {
            let values = Cx::<_, $w>::new($simd).load(&source[start..start + lanes]);
            let mut target = vec![$t::default(); 3 * lanes];
            values.store(&mut target[start..start + lanes]);
            for index in 0..3 * lanes {
                let inside = (start..start + lanes).contains(&index);
                let want = if inside { source[index] } else { $t::default() };
                crate::check(target[index], want, &|| format!("element {index}; {}", place::<_, $t, $w>($simd)));
            }
        }
    }};
}
test_types! { memory: u8 B8 B64; i8 B8 B32; u16 B16 B64; i16 B16 B32; u32 B32 B8; i32 B32 B64; u64 B64 B8; i64 B64 B32; f32 B32 B8; f64 B64 B32; bool B8 B64; }
