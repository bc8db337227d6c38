//! Of blobs that overlap, the smaller one is left out.

use super::near::Near;
use super::scales::Found;
use std::f64::consts::PI;

/// Blobs of which no larger part than `most` overlaps. Pairs are looked at in the order of the list: the first with all that
/// follow, then the second, and so on; a blob that was left out leaves no other out.
pub(super) fn pruned(mut blobs: Vec<Found>, most: f64) -> Vec<Found> {
    let Some(ndim) = blobs.first().map(|blob| blob.position.len()) else { return blobs };
    let largest = blobs.iter().fold(0.0, |largest: f64, blob| largest.max(blob.sigma));
    let distance = 2.0 * largest * (ndim as f64).sqrt();
    let mut near = Near::new(distance);
    for (number, blob) in blobs.iter().enumerate() {
        near.insert(&blob.position, number);
    }
    for first in 0..blobs.len() {
        let mut others = near.around(&blobs[first].position);
        others.retain(|second| *second > first);
        others.sort_unstable();
        for second in others {
            if apart(&blobs[first], &blobs[second]) <= distance && overlap(&blobs[first], &blobs[second]) > most {
                let smaller = if blobs[first].sigma > blobs[second].sigma { second } else { first };
                blobs[smaller].sigma = 0.0;
            }
        }
    }
    blobs.retain(|blob| blob.sigma > 0.0);
    blobs
}

/// The distance of the middles.
fn apart(a: &Found, b: &Found) -> f64 {
    let squares = a.position.iter().zip(&b.position).map(|(a, b)| (a.abs_diff(*b) as f64).powi(2));
    squares.sum::<f64>().sqrt()
}

/// Which part of the smaller blob is in the larger one: of discs on two axes, else of balls; none on more than three.
fn overlap(a: &Found, b: &Found) -> f64 {
    let ndim = a.position.len();
    let largest = a.sigma.max(b.sigma);
    if ndim > 3 || largest == 0.0 {
        return 0.0;
    }
    // With the radius of the larger one as unit.
    let (r1, r2) = (1.0, a.sigma.min(b.sigma) / largest);
    let d = apart(a, b) / (largest * (ndim as f64).sqrt());
    if d > r1 + r2 {
        0.0
    } else if d <= r1 - r2 {
        1.0
    } else if ndim == 2 {
        disc_overlap(d, r1, r2)
    } else {
        ball_overlap(d, r1, r2)
    }
}

/// The lens that two discs have in common, as a part of the smaller one.
fn disc_overlap(d: f64, r1: f64, r2: f64) -> f64 {
    let angle = |near: f64, far: f64| ((d * d + near * near - far * far) / (2.0 * d * near)).clamp(-1.0, 1.0).acos();
    let kite = (r1 + r2 - d) * (d - r2 + r1) * (d + r2 - r1) * (d + r2 + r1);
    let lens = r1 * r1 * angle(r1, r2) + r2 * r2 * angle(r2, r1) - 0.5 * kite.abs().sqrt();
    lens / (PI * r1.min(r2).powi(2))
}

/// The lens that two balls have in common, as a part of the smaller one.
fn ball_overlap(d: f64, r1: f64, r2: f64) -> f64 {
    let reach = (r1 + r2 - d).powi(2);
    let lens = PI / (12.0 * d) * reach * (d * d + 2.0 * d * (r1 + r2) - 3.0 * (r1 * r1 + r2 * r2) + 6.0 * r1 * r2);
    lens / (4.0 / 3.0 * PI * r1.min(r2).powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blob(position: &[usize], sigma: f64) -> Found {
        Found { position: position.to_vec(), scale: 0, sigma, response: 1.0 }
    }

    #[test]
    fn discs_and_balls_overlap_as_far_as_they_do() {
        let of = |a: &[usize], b: &[usize], s: f64, t: f64| overlap(&blob(a, s), &blob(b, t));
        assert_eq!(of(&[0, 0], &[0, 100], 5.0, 5.0), 0.0);
        assert_eq!(of(&[0, 0], &[0, 2], 10.0, 1.0), 1.0);
        // Two discs of radius 1 whose middles are 1 apart: (2 pi / 3 - sqrt(3) / 2) / pi.
        assert!((disc_overlap(1.0, 1.0, 1.0) - 0.391_002_2).abs() < 1e-6);
        // Two balls: 5 / 16.
        assert!((ball_overlap(1.0, 1.0, 1.0) - 0.3125).abs() < 1e-12);
        assert_eq!(of(&[0, 0, 0, 0], &[0, 0, 0, 1], 5.0, 5.0), 0.0);
    }

    #[test]
    fn a_blob_left_out_leaves_none_out() {
        // In a row: most of the second is in the first; the third is in the second, and less than half in the first.
        let row = vec![blob(&[0], 10.0), blob(&[6], 6.0), blob(&[10], 1.0)];
        let left: Vec<usize> = pruned(row, 0.5).iter().map(|blob| blob.position[0]).collect();
        assert_eq!(left, [0, 10]);
        assert_eq!(pruned(vec![], 0.5), vec![]);
    }
}
