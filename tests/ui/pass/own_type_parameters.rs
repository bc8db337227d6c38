//! Parameters of the user's own types: structs, enums, generics.

use ndarray::arr1;
use stencil_core::prelude::*;

#[derive(Clone, Debug)]
struct Settings {
    gain: f32,
    reach: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mode {
    Double,
    Negate,
}

impl Mode {
    fn factor(self) -> f32 {
        match self {
            Self::Double => 2.0,
            Self::Negate => -1.0,
        }
    }
}

#[stencil(radius = settings.reach)]
fn adjusted(w: Window<f32, 1>, settings: Settings, mode: Mode) -> f32 {
    settings.gain * mode.factor() * w.max()
}

#[stencil]
fn either(w: Window<f32, 1>, mode: Mode, level: Option<f32>) -> f32 {
    let factor = match mode {
        Mode::Double => 2.0,
        Mode::Negate => -1.0,
    };
    if let Some(level) = level { factor * w[0] + level } else { factor * w[0] }
}

#[stencil]
fn compared(w: Window<f32, 1>, mode: Mode) -> f32 {
    if mode == Mode::Double { 2.0 * w[0] } else { -w[0] }
}

#[test]
fn they_run() {
    assert_eq!(apply(&arr1(&[2.0]), &compared(Mode::Double)).unwrap(), arr1(&[4.0]));
    let kernel = adjusted(Settings { gain: 0.5, reach: 1 }, Mode::Negate);
    assert_eq!(apply(&arr1(&[2.0, 4.0]), &kernel).unwrap(), arr1(&[-2.0, -2.0]));
    assert_eq!(kernel.halo(), Halo::from_sides([(1, 1)]));
    assert_eq!(apply(&arr1(&[2.0, 4.0]), &either(Mode::Double, Some(1.0))).unwrap(), arr1(&[5.0, 9.0]));
}
