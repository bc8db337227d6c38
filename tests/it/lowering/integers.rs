//! Integers of every size: arithmetic that wraps or saturates, shifts, casts, bits, and what has lanes of its own width.

use super::harness::{ALL, SMALL, Style, one, one_three, one_two, three, two};
use stencil_core::prelude::*;

#[stencil(simd)]
fn wrapping(w: Window<u8, 1>) -> u8 {
    w[0].wrapping_add(w[1]).wrapping_mul(3).wrapping_sub(w[-1]).wrapping_neg()
}

#[stencil(simd)]
fn saturating(w: Window<i16, 1>, by: i16) -> i16 {
    let up = w[0].saturating_add(w[1]);
    let down = w[0].saturating_sub(w[-1]);
    up.saturating_sub(by).max(down.saturating_add(by))
}

#[stencil(simd)]
fn saturating_product(w: Window<i32, 1>) -> i32 {
    w[0].saturating_mul(w[1]).saturating_add(1)
}

#[stencil(simd)]
fn distance(w: Window<u8, 2>) -> u8 {
    w[[0, 1]].abs_diff(w[[0, -1]]) / 2 + w[[1, 0]].abs_diff(w[[-1, 0]]) / 2
}

#[stencil(simd)]
fn signed_distance(w: Window<i64, 1>) -> u64 {
    w[1].abs_diff(w[-1]) >> 1
}

#[stencil(simd)]
fn shifted(w: Window<u32, 1>, by: u32) -> u32 {
    let left = w[0] << 3;
    let right = w[1] >> by;
    (left ^ right) | (w[-1] >> (by + 1))
}

#[stencil(simd)]
fn shifted_by_pixels(w: Window<u8, 1>) -> u8 {
    1u8 << (w[0] & 7) | w[1] >> (w[-1] % 8)
}

#[stencil(simd)]
fn arithmetic_shift(w: Window<i32, 1>) -> i32 {
    (w[0] >> 4) + (w[1] >> 31)
}

#[stencil(simd)]
fn bits_of_one(w: Window<u16, 1>) -> u32 {
    w[0].count_ones() + w[1].leading_zeros() * 100 + w[-1].trailing_zeros() * 10_000
}

#[stencil(simd)]
fn flags(w: Window<u8, 1>, mask: u8) -> bool {
    w[0] & mask != 0 && !w[1] & 0x0F == 0x0F & !mask
}

#[stencil(simd)]
fn up_and_down(w: Window<u8, 1>) -> (u16, i16, u32) {
    let a = u16::from(w[0]) * 257;
    let b = i16::from(w[0]) - i16::from(w[1]);
    let c = u32::from(w[1]).pow(2) + w[0] as u32;
    (a, b, c)
}

#[stencil(simd)]
fn narrowed(w: Window<i64, 1>) -> (i8, u16, f32) {
    (w[0] as i8, w[1] as u16, w[-1] as f32)
}

#[stencil(simd)]
fn from_floats(w: Window<f32, 1>) -> (u8, i16, u32) {
    (w[0] as u8, (w[1] * 100.0) as i16, w[-1] as u32)
}

#[stencil(simd)]
fn from_doubles(w: Window<f64, 1>) -> (i32, u64, f32) {
    (w[0] as i32, w[1] as u64, w[-1] as f32)
}

#[stencil(simd)]
fn into_floats(w: Window<u32, 1>) -> (f32, f64) {
    (w[0] as f32, w[1] as f64 / 3.0)
}

#[stencil(simd)]
fn from_bools(w: Window<bool, 1>) -> (u8, i32) {
    (w[0] as u8 + u8::from(w[1]), (w[0] ^ w[-1]) as i32 * 5)
}

#[stencil(simd)]
fn life(w: Window<bool, 2>) -> bool {
    let mut alive = 0u8;
    for dy in -1..=1 {
        for dx in -1..=1 {
            if (dy, dx) != (0, 0) && w[[dy, dx]] {
                alive += 1;
            }
        }
    }
    alive == 3 || (w[[0, 0]] && alive == 2)
}

#[stencil(simd)]
fn long_sums(w: Window<u64, 1>) -> u64 {
    (w[-1] / 3).wrapping_add(w[0] / 3).wrapping_add(w[1] % 1000)
}

#[stencil(simd)]
fn remainders(w: Window<i32, 1>, cell: i32) -> i32 {
    w[0].rem_euclid(7) * 100 + w[1] % 7 + w[0].div_euclid(cell) % 3
}

#[stencil(simd)]
fn halves(w: Window<u8, 1>) -> u8 {
    w[0].midpoint(w[1]).max(w[-1].isqrt())
}

#[stencil(simd)]
fn weighed(w: Window<u16, 1>, weights: [u16; 2]) -> u16 {
    w[0].mul_high(weights[0]).wrapping_add(w[-1].mul_high(w[1]).mul_high(weights[1]))
}

#[stencil(simd)]
fn packed(red: Window<u8, 1>, green: Window<u8, 1>, blue: Window<u8, 1>) -> u32 {
    (red[0] as u32) << 16 | (green[0] as u32) << 8 | blue[0] as u32
}

#[stencil(simd)]
fn luma(red: Window<u8, 1>, weights: Window<u16, 1>) -> u8 {
    ((red[0] as u32 * weights[0] as u32 + (1 << 15)) >> 16) as u8
}

#[stencil(simd)]
fn const_powers(w: Window<u8, 1>) -> u8 {
    const POWERS: [u8; 4] = [1, 2, 4, 8];
    let mut code = 0;
    for (d, power) in (-2..).zip(POWERS) {
        if w[d] > w[2] {
            code |= power;
        }
    }
    code
}

#[stencil(simd)]
fn majority<T: Integer>(w: Window<T, 1>) -> T {
    (w[-1] & w[0]) | (w[0] & w[1]) | (w[1] & w[-1])
}

#[test]
fn arithmetic_wraps_and_saturates() {
    one(&wrapping, true, ALL);
    one(&saturating(5), true, ALL);
    one(&saturating_product, true, &[Style::Small, Style::Plain]);
    one(&distance, true, ALL);
    one(&signed_distance, true, ALL);
    one(&halves, true, ALL);
    one(&weighed([40_000, 65_535]), true, ALL);
    one(&long_sums, true, ALL);
    one(&remainders(-4), true, ALL);
}

#[test]
fn bits_and_shifts() {
    one(&shifted(5), true, ALL);
    one(&shifted_by_pixels, true, ALL);
    one(&arithmetic_shift, true, ALL);
    one(&bits_of_one, true, ALL);
    one(&flags(0x31), true, ALL);
    one(&const_powers, true, ALL);
    one::<u8, _, _, 1>(&majority, true, ALL);
    one::<i64, _, _, 1>(&majority, true, ALL);
}

#[test]
fn casts_between_all_types() {
    one_three(&up_and_down, true, SMALL);
    one_three(&narrowed, true, ALL);
    one_three(&from_floats, true, ALL);
    one_three(&from_doubles, true, ALL);
    one_two(&into_floats, true, ALL);
    one_two(&from_bools, true, ALL);
}

#[test]
fn windows_of_different_types() {
    one(&life, true, ALL);
    two(&luma, true, ALL);
    three(&packed, true, ALL);
}
