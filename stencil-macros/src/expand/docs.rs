//! The generated sentence of a kernel's documentation: its halo.

use crate::halo::WindowHalo;
use crate::model::Kernel;

/// What the kernel reads, per window.
pub(super) fn halo_sentence(kernel: &Kernel, halos: &[WindowHalo]) -> String {
    let several = halos.len() > 1;
    let parts = kernel.windows.iter().zip(halos).map(|(window, halo)| {
        let name = if several { format!("of `{}`: ", window.name) } else { String::new() };
        let sides = match &halo.known {
            Some(axes) => {
                axes.iter().map(|(before, after)| format!("\\[{before}, {after}\\]")).collect::<Vec<_>>().join(" × ")
            }
            None => "computed from its parameters and constants".to_owned(),
        };
        format!("{name}{sides}")
    });
    let all = parts.collect::<Vec<_>>().join("; ");
    format!("Halo {all} (elements read before and after the pixel, per axis).")
}
