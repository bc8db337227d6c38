//! Documentation of all kinds, and it reaches the kernel.
#![deny(missing_docs)]

pub mod documented {
    //! What other crates could see.

    use stencil_core::prelude::*;

    /// One line.
    #[stencil]
    pub fn one_line(w: Window<f32, 2>) -> f32 {
        w[[0, 0]]
    }

    /**
     * A block of
     * several lines.
     */
    #[stencil]
    pub fn block(w: Window<f32, 2>, by: f32) -> f32 {
        by * w[[0, 0]]
    }

    #[doc = "As an attribute."]
    #[doc = concat!("And ", "one that is made.")]
    #[stencil]
    pub fn attribute(w: Window<f32, 2>) -> f32 {
        w[[0, 0]]
    }

    #[stencil]
    /// Below the attribute.
    pub fn below(w: Window<f32, 2>) -> f32 {
        //! And inside of the function.
        w[[0, 0]]
    }
}

#[test]
fn they_exist() {
    use documented::{attribute, below, block, one_line};
    let _ = (one_line, block(2.0), attribute, below);
}
