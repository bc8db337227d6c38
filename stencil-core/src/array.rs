//! What can be filtered and what can be written to: [`Input`] and [`Output`], ndarray's arrays and views and tuples of them.

use crate::element::Element;
use crate::engine::{Elements, Source, Target};
use ndarray::{ArrayBase, ArrayRef, ArrayView, ArrayViewMut, Data, DataMut, Dimension};

/// One array to be read: a reference to an array, a view, or an [`ArrayRef`].
pub trait View<'a> {
    /// Element type.
    type Elem: Element;
    /// Dimension type.
    type Dim: Dimension;
    /// The array as a view.
    fn as_view(&self) -> ArrayView<'a, Self::Elem, Self::Dim>;
}

impl<'a, T: Element, S: Data<Elem = T>, D: Dimension> View<'a> for &'a ArrayBase<S, D> {
    type Elem = T;
    type Dim = D;
    fn as_view(&self) -> ArrayView<'a, T, D> {
        (**self).view()
    }
}

impl<'a, T: Element, D: Dimension> View<'a> for &'a ArrayRef<T, D> {
    type Elem = T;
    type Dim = D;
    fn as_view(&self) -> ArrayView<'a, T, D> {
        (*self).view()
    }
}

/// One array to be written: a mutable reference to an array or mutable view, or to an [`ArrayRef`].
pub trait ViewMut<'a> {
    /// Element type.
    type Elem: Element;
    /// The array as a mutable view.
    fn into_view(self) -> ArrayViewMut<'a, Self::Elem, ndarray::IxDyn>;
}

impl<'a, T: Element, S: DataMut<Elem = T>, D: Dimension> ViewMut<'a> for &'a mut ArrayBase<S, D> {
    type Elem = T;
    fn into_view(self) -> ArrayViewMut<'a, T, ndarray::IxDyn> {
        (**self).view_mut().into_dyn()
    }
}

impl<'a, T: Element, D: Dimension> ViewMut<'a> for &'a mut ArrayRef<T, D> {
    type Elem = T;
    fn into_view(self) -> ArrayViewMut<'a, T, ndarray::IxDyn> {
        self.view_mut().into_dyn()
    }
}

/// What a filter is applied to: one array, or a tuple of arrays of the same shape for a filter of several inputs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array that a filter can be applied to",
    note = "pass a reference to an ndarray array or view, or a tuple of references, such as `(&u, &v)`"
)]
pub trait Input<'a> {
    /// Element types of the arrays.
    type Elements: Elements;
    /// Dimension type that they share.
    type Dim: Dimension;

    /// The dimensions of the first array.
    #[doc(hidden)]
    fn dim(&self) -> Self::Dim;
    /// Shows the shape and the strides of each array.
    #[doc(hidden)]
    fn for_each(&self, f: &mut dyn FnMut(&[usize], &[isize]));
    /// The arrays as the engine reads them: at most eight axes.
    #[doc(hidden)]
    fn sources(&self) -> <Self::Elements as Elements>::Sources<'a>;
}

/// Where results go: one array, or a tuple of arrays for a filter of several outputs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array that results can be written to",
    note = "pass a mutable reference to an ndarray array or view, or a tuple of such"
)]
pub trait Output<'a> {
    /// Element types of the arrays.
    type Elements: Elements;
    /// Writable views of the arrays.
    #[doc(hidden)]
    type Views;
    #[doc(hidden)]
    fn views(self) -> Self::Views;
    /// Shows the shape of each array.
    #[doc(hidden)]
    fn for_each(views: &Self::Views, f: &mut dyn FnMut(&[usize]));
    /// The arrays as the engine writes them: at most eight axes.
    #[doc(hidden)]
    fn targets(views: Self::Views) -> <Self::Elements as Elements>::Targets<'a>;
}

impl<'a, V: View<'a>> Input<'a> for V {
    type Elements = (V::Elem,);
    type Dim = V::Dim;

    fn dim(&self) -> V::Dim {
        self.as_view().raw_dim()
    }
    fn for_each(&self, f: &mut dyn FnMut(&[usize], &[isize])) {
        f(self.as_view().shape(), self.as_view().strides());
    }
    fn sources(&self) -> (Source<'a, V::Elem>,) {
        (Source::from_view(&self.as_view()),)
    }
}

impl<'a, V: ViewMut<'a>> Output<'a> for V {
    type Elements = (V::Elem,);
    type Views = ArrayViewMut<'a, V::Elem, ndarray::IxDyn>;

    fn views(self) -> Self::Views {
        self.into_view()
    }
    fn for_each(views: &Self::Views, f: &mut dyn FnMut(&[usize])) {
        f(views.shape());
    }
    fn targets(views: Self::Views) -> (Target<'a, V::Elem>,) {
        (Target::from_view(views),)
    }
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*: [$($k:tt)*];)*) => {$(
        impl<'a, $first: View<'a>, $($rest: View<'a, Dim = $first::Dim>),*> Input<'a> for ($first, $($rest,)*) {
            type Elements = ($first::Elem, $($rest::Elem,)*);
            type Dim = $first::Dim;

            fn dim(&self) -> $first::Dim {
                self.0.as_view().raw_dim()
            }
            fn for_each(&self, f: &mut dyn FnMut(&[usize], &[isize])) {
                $(f(self.$k.as_view().shape(), self.$k.as_view().strides());)*
            }
            fn sources(&self) -> <Self::Elements as Elements>::Sources<'a> {
                ($(Source::from_view(&self.$k.as_view()),)*)
            }
        }

        impl<'a, $first: ViewMut<'a>, $($rest: ViewMut<'a>),*> Output<'a> for ($first, $($rest,)*) {
            type Elements = ($first::Elem, $($rest::Elem,)*);
            type Views = (ArrayViewMut<'a, $first::Elem, ndarray::IxDyn>, $(ArrayViewMut<'a, $rest::Elem, ndarray::IxDyn>,)*);

            fn views(self) -> Self::Views {
                ($(self.$k.into_view(),)*)
            }
            fn for_each(views: &Self::Views, f: &mut dyn FnMut(&[usize])) {
                $(f(views.$k.shape());)*
            }
            fn targets(views: Self::Views) -> <Self::Elements as Elements>::Targets<'a> {
                ($(Target::from_view(views.$k),)*)
            }
        }
    )*};
}
tuples! {
    A: [0];
    A B: [0 1];
    A B C: [0 1 2];
    A B C E: [0 1 2 3];
    A B C E F: [0 1 2 3 4];
    A B C E F G: [0 1 2 3 4 5];
}
