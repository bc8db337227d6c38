//! How much each pixel is a corner.
//!
//! ```text
//!   . . . . . .         . . . . . .
//!   . . . . . .         . . 1 . . .       along an edge the gradient has one direction;
//!   . . X X X X         . 1 9 1 . .       where edges meet, it has several
//!   . . X X X X         . . 1 . . .
//! ```

mod curvature;
mod fast;
mod moravec;
mod tensor;

pub use curvature::{CornerKitchenRosenfeld, corner_kitchen_rosenfeld};
pub use fast::{CornerFast, corner_fast};
pub use moravec::{CornerMoravec, corner_moravec};
pub use tensor::{CornerFoerstner, CornerHarris, CornerShiTomasi, corner_foerstner, corner_harris, corner_shi_tomasi};
