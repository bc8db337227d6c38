//! Windows: the neighbourhood of one pixel ([`Window`]), or of a run of pixels ([`LaneWindow`]).
//!
//! Both are read at offsets from the centre, and have the same words (`sum`, `median`, ...) with the same results.

mod each;
mod lane;
mod lane_words;
mod offset;
mod order;
mod pixel;
mod pixel_words;
mod taps;
mod walk;

pub use each::LaneWindows;
pub use lane::LaneWindow;
pub use offset::Offset;
pub use pixel::Window;
pub use taps::Rows;
