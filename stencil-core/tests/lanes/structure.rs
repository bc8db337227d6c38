//! Tuples and arrays of lanes; functions called lane by lane; inference as generated code needs it.
#![allow(
    clippy::needless_borrows_for_generic_args,
    clippy::op_ref,
    reason = "operators and functions that take references are what is tested"
)]

use crate::at_every_level;
use stencil_core::lanes::{B8, B32, Cx, ops};

#[test]
fn selects_and_comparisons_go_into_tuples_and_arrays() {
    at_every_level!(simd => {
        let cx = Cx::<_, B32>::new(simd);
        let (a, b) = (cx.lift((1_i32, [2.0_f32, 3.0], true)), cx.lift((5_i32, [6.0_f32, 7.0], false)));
        let mask = cx.from_fn(|index| index % 3 == 0);
        let (x, [y, z], t) = ops::select(mask, a, b);
        let mut place = b;
        ops::assign(mask, &mut place, a);
        for index in 0..16 {
            let want = if index % 3 == 0 { (1, 2.0, 3.0, true) } else { (5, 6.0, 7.0, false) };
            assert_eq!((x.lane(index), y.lane(index), z.lane(index), t.lane(index)), want);
            assert_eq!((place.0.lane(index), place.1[1].lane(index)), (want.0, want.2));
        }
        assert!(ops::any(ops::eq((a.0, a.2), (a.0, a.2))) && !ops::any(ops::eq((a.0, a.2), (a.0, b.2))));
        let () = ops::select(mask, (), ());
    });
}

#[test]
fn functions_are_called_once_per_lane_in_order() {
    at_every_level!(simd => {
        let cx = Cx::<_, B8>::new(simd);
        let mut calls = Vec::new();
        let (half, [odd, _]) = cx.map2(cx.from_fn(|index| index as u8), cx.splat(2_u8), |a, b| {
            calls.push(a);
            (f32::from(a) / f32::from(b), [a % 2 == 1, false])
        });
        assert_eq!(calls, (0..32).collect::<Vec<u8>>());
        assert_eq!((half.lane(31), odd.lane(31), odd.lane(30)), (15.5, true, false));
    });
}

#[test]
fn the_type_of_a_splat_is_inferred_from_what_it_meets_later() {
    at_every_level!(simd => {
        let cx = Cx::<_, B32>::new(simd);
        let (mut sum, mut best) = (cx.splat(0.0), cx.splat(0));
        for value in [1.5_f32, 2.5] {
            sum += cx.splat(&value);
            best = best.max(cx.splat(value).cast::<i32>());
        }
        let bounded = cx.splat(0.0).max(sum);
        assert_eq!((bounded.lane(3), best.lane(3)), (4.0, 2));
    });
}

#[test]
fn operands_may_be_references_as_those_of_numbers() {
    at_every_level!(simd => {
        let cx = Cx::<_, B32>::new(simd);
        let (a, b) = (cx.from_fn(|index| index as i32), cx.splat(3));
        let mut sum = a + b;
        for value in [b, b].iter() {
            sum += value;
            sum = value + sum - (&a & value) + (a << value) * -value;
        }
        let want = |a: i32| (0..2).fold(a + 3, |sum, _| 3 + (sum + 3) - (a & 3) + (a << 3) * -3);
        assert_eq!((sum.lane(0), sum.lane(7)), (want(0), want(7)));
        assert_eq!((ops::lt(&a, &b).lane(2), ops::eq(&a, &b).lane(3), (!&ops::gt(&a, &b)).lane(4)), (true, true, false));
    });
}

#[test]
fn an_index_fails_only_if_some_lane_wants_it() {
    at_every_level!(simd => {
        let cx = Cx::<_, B32>::new(simd);
        let (none, one) = (cx.splat(false), cx.from_fn(|index| index == 1));
        assert_eq!([ops::guard(2, 3, none), ops::guard(3, 3, none), ops::guard(3, 3, one)], [2, 0, 3]);
    });
}
