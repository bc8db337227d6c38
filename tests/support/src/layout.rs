//! How an array may lie in memory.

use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, Axis, IxDyn, Slice};

/// A memory layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Layout {
    /// Last axis fastest.
    C,
    /// First axis fastest.
    Fortran,
    /// Every axis backwards.
    Negative,
    /// Every second element of an array twice as long.
    Sliced,
    /// Axes in another order.
    Permuted,
    /// The first axis does not move: one row, seen many times. For inputs only.
    Broadcast,
}

impl Layout {
    /// Those that an output may have: every element in a place of its own.
    pub const WRITABLE: [Self; 5] = [Self::C, Self::Fortran, Self::Negative, Self::Sliced, Self::Permuted];
    /// All of them.
    pub const ALL: [Self; 6] = [Self::C, Self::Fortran, Self::Negative, Self::Sliced, Self::Permuted, Self::Broadcast];
}

/// An array laid out in memory as asked.
#[derive(Clone, Debug)]
pub struct Laid<T> {
    memory: ArrayD<T>,
    layout: Layout,
    shape: Vec<usize>,
}

impl<T: Copy> Laid<T> {
    /// An array of this shape whose elements are made one by one. (A broadcast array has one row only.)
    pub fn new(layout: Layout, shape: &[usize], mut element: impl FnMut() -> T) -> Self {
        let mut stored = shape.to_vec();
        match layout {
            Layout::C | Layout::Negative => {}
            Layout::Fortran => stored.reverse(),
            Layout::Sliced => stored.iter_mut().for_each(|n| *n = 2 * *n + 1),
            Layout::Permuted => stored.rotate_left(1),
            Layout::Broadcast => stored[0] = stored[0].min(1),
        }
        let memory = ArrayD::from_shape_simple_fn(IxDyn(&stored), &mut element);
        Self { memory, layout, shape: shape.to_vec() }
    }

    /// The array.
    pub fn view(&self) -> ArrayViewD<'_, T> {
        let mut view = self.memory.view();
        match self.layout {
            Layout::Broadcast => view = self.memory.broadcast(IxDyn(&self.shape)).expect("one row or none"),
            Layout::Sliced => (0..view.ndim()).for_each(|axis| view.slice_axis_inplace(Axis(axis), odd())),
            Layout::Negative => (0..view.ndim()).for_each(|axis| view.invert_axis(Axis(axis))),
            Layout::C | Layout::Fortran | Layout::Permuted => {
                view = view.permuted_axes(order(self.layout, self.shape.len()))
            }
        }
        view
    }

    /// The array, to be written.
    pub fn view_mut(&mut self) -> ArrayViewMutD<'_, T> {
        let mut view = self.memory.view_mut();
        match self.layout {
            Layout::Broadcast => unreachable!("not an output"),
            Layout::Sliced => (0..view.ndim()).for_each(|axis| view.slice_axis_inplace(Axis(axis), odd())),
            Layout::Negative => (0..view.ndim()).for_each(|axis| view.invert_axis(Axis(axis))),
            Layout::C | Layout::Fortran | Layout::Permuted => {
                view = view.permuted_axes(order(self.layout, self.shape.len()))
            }
        }
        view
    }

    /// Everything in memory, also what lies between the elements of the array.
    pub fn memory(&self) -> &ArrayD<T> {
        &self.memory
    }
}

fn odd() -> Slice {
    Slice::new(1, None, 2)
}

/// Which stored axis is which axis of the array.
fn order(layout: Layout, ndim: usize) -> IxDyn {
    let order: Vec<usize> = match layout {
        Layout::Fortran => (0..ndim).rev().collect(),
        Layout::Permuted => (0..ndim).map(|axis| (axis + ndim - 1) % ndim).collect(),
        _ => (0..ndim).collect(),
    };
    IxDyn(&order)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_its_shape() {
        for layout in Layout::ALL {
            let mut next = 0;
            let laid = Laid::new(layout, &[3, 4, 5], || {
                next += 1;
                next
            });
            assert_eq!(laid.view().shape(), &[3, 4, 5], "{layout:?}");
            assert_eq!(laid.view().is_standard_layout(), layout == Layout::C, "{layout:?}");
        }
    }

    #[test]
    fn writing_and_reading_find_the_same_elements() {
        for layout in Layout::WRITABLE {
            let mut laid = Laid::new(layout, &[2, 3], || 0);
            laid.view_mut().iter_mut().enumerate().for_each(|(i, v)| *v = i);
            assert!(laid.view().iter().copied().eq(0..6), "{layout:?}");
            assert_eq!(laid.memory().iter().filter(|v| **v > 0).count(), 5, "{layout:?}");
        }
    }
}
