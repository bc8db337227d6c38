//! [`Image`]: an array and the meaning of its axes.

use stencil_cli::image::DynImage;

/// What the axes of an array mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Nothing is known: an array from an NPY file.
    Plain,
    /// `(H, W)`, with a leading axis of pages or a trailing axis of channels where it says so.
    Picture { pages: bool, channels: bool },
}

impl Layout {
    /// A single grey picture, `(H, W)`.
    #[cfg(test)]
    pub(crate) const GREY: Self = Self::Picture { pages: false, channels: false };

    /// The axes that a filter works along unless `--axes` says otherwise: height and width of a picture, every axis of a
    /// plain array.
    pub(crate) fn default_axes(self, ndim: usize) -> Vec<usize> {
        match self {
            Self::Plain => (0..ndim).collect(),
            Self::Picture { pages, .. } => vec![usize::from(pages), usize::from(pages) + 1],
        }
    }

    /// The axes of a plain array seen as a picture, as NumPy's image tools see it: a last axis of three or four is colour,
    /// a third axis in front is pages.
    pub(crate) fn of_shape(shape: &[usize]) -> Option<Self> {
        let channels = matches!(shape, [.., _, _, 3 | 4]);
        match shape.len() - usize::from(channels) {
            2 => Some(Self::Picture { pages: false, channels }),
            3 => Some(Self::Picture { pages: true, channels }),
            _ => None,
        }
    }
}

/// An array and the meaning of its axes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Image {
    pub(crate) pixels: DynImage,
    pub(crate) layout: Layout,
}

impl Image {
    /// A picture of `(H, W, channels)`; a single channel is dropped to `(H, W)`.
    pub(crate) fn picture(pixels: DynImage) -> Self {
        let grey = pixels.shape()[2] == 1;
        let pixels = if grey { pixels.without_axis(2) } else { pixels };
        Self { pixels, layout: Layout::Picture { pages: false, channels: !grey } }
    }

    /// `512x768x3 u8`, for messages.
    pub(crate) fn describe(&self) -> String {
        format!("{} {}", shape_text(self.pixels.shape()), self.pixels.dtype())
    }
}

/// `512x768`, for messages.
pub(crate) fn shape_text(shape: &[usize]) -> String {
    if shape.is_empty() {
        return "a single number".to_owned();
    }
    shape.iter().map(ToString::to_string).collect::<Vec<_>>().join("x")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_shape_is_colour_only_with_three_or_four_channels() {
        let picture = |pages, channels| Some(Layout::Picture { pages, channels });
        assert_eq!(Layout::of_shape(&[5, 7]), picture(false, false));
        assert_eq!(Layout::of_shape(&[5, 7, 3]), picture(false, true));
        assert_eq!(Layout::of_shape(&[5, 7, 2]), picture(true, false));
        assert_eq!(Layout::of_shape(&[9, 5, 7, 4]), picture(true, true));
        assert_eq!(Layout::of_shape(&[7]), None);
        assert_eq!(Layout::of_shape(&[2, 3, 5, 7]), None);
    }
}
