//! Early returns, labels, blocks, matches and loops of every kind.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn early(w: Window<i32, 1>, level: i32) -> i32 {
    if w[0] > level {
        return level;
    }
    if w[0] < -level {
        return -level;
    }
    w[0]
}

#[stencil]
fn labelled(w: Window<i32, 1>, rounds: u32) -> i32 {
    let mut sum = 0;
    let mut n = 0;
    'all: loop {
        for x in -1..=1 {
            if n >= rounds {
                break 'all;
            }
            n += 1;
            if x == 0 {
                continue;
            }
            sum += w[x];
        }
    }
    sum
}

#[stencil]
fn matched(w: Window<u8, 1>) -> u8 {
    match w[0] {
        0 => 255,
        1..=9 => 10,
        v if v > 200 => v - 200,
        v => v,
    }
}

#[stencil(radius = 4)]
fn searched(w: Window<u8, 1>) -> u8 {
    let mut n = 0;
    while n < 4 && w[n] == 0 {
        n += 1;
    }
    n as u8
}

#[test]
fn they_run() {
    let values = arr1(&[-9, 2, 9]);
    assert_eq!(apply(&values, &early(5)).unwrap(), arr1(&[-5, 2, 5]));
    assert_eq!(apply(&values, &labelled(3)).unwrap(), arr1(&[-7, 0, 11]));
    assert_eq!(apply(&arr1(&[0u8, 5, 210, 50]), &matched).unwrap(), arr1(&[255, 10, 10, 50]));
    let _ = searched;
}
