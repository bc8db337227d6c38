//! How a filter is made of erosions and dilations: written once for all of them.

/// Declares filters. Each is a function, its type with the options that all have, and how it is made: its parts, of
/// which its reach follows, and what comes after them pixel by pixel.
macro_rules! filters {
    ($(
        $(#[$doc:meta])*
        $function:ident, $filter:ident of $element:ident;
        $over:ident: $parts:ty = $of:expr;
        $(=> $after:ident: $whole:ty = $then:expr;)?
    )*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $function<S: Neighbourhood>(over: S) -> $filter<S> {
            $filter::of(Over::new(over))
        }

        #[doc = concat!("See [`", stringify!($function), "()`].")]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $filter<S = Footprint> {
            over: Over<S>,
            /// What follows from it.
            parts: $parts,
        }

        impl<S: Neighbourhood> $filter<S> {
            /// Each erosion and each dilation so many times, at most 1,024. (SciPy's `iterations`; that of 0, as often as
            /// something changes, has no bounded reach.)
            #[must_use]
            pub fn iterations(self, iterations: usize) -> Self {
                Self::of(Over { iterations, ..self.over })
            }

            /// Another centre, as [`Footprint::origin`] has it.
            #[must_use]
            pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
                Self::of(self.over.origin(origin.into()))
            }

            /// Whether a NaN makes the result NaN, as is the default, or takes no part.
            #[must_use]
            pub fn nan(self, nan: NanPolicy) -> Self {
                Self::of(Over { nan, ..self.over })
            }

            fn of(over: Over<S>) -> Self {
                let $over = &over;
                let parts = $of;
                Self { over, parts }
            }
        }

        impl<S: Neighbourhood> Stencil for $filter<S> {
            fn name(&self) -> Cow<'static, str> {
                stringify!($function).into()
            }

            fn halo(&self) -> Halo {
                self.parts.halo()
            }

            fn dims(&self) -> Option<usize> {
                self.over.shape.axes()
            }

            fn ignores(&self) -> bool {
                true
            }

            fn validate(&self) -> Result<(), Error> {
                self.over.validate(self)?;
                self.parts.validate()
            }

            fn between(&self, axes: usize) -> usize {
                let after: &[&str] = &[$(stringify!($after))?];
                self.parts.between(axes) + after.len()
            }

            fn stages(&self, axes: usize) -> Vec<Stage> {
                self.parts.stages(axes)
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                self.parts.fits(axes)
            }

            fn trim(&self, space: &Space) -> Halo {
                self.parts.trim(space)
            }

            fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
                self.parts.reads(space, shape, region)
            }
        }

        filters!(@filter $filter $element $parts $(, $after: $whole = $then)?);
    )*};
    (@filter $filter:ident $element:ident $whole:ty) => {
        filters!(@filter $filter $element $whole, parts: $whole = parts);
    };
    (@filter $filter:ident $element:ident $parts:ty, $after:ident: $whole:ty = $then:expr) => {
        impl<T: $element, S: Neighbourhood> Filter<(T,)> for $filter<S>
        where
            Step<S>: Filter<(T,), Out = (T,)>,
        {
            type Out = (T,);
            type Carry<'s> = ($whole, CarryOf<'s, T, $whole>);

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                let $after = self.parts.clone();
                carried::<T, $whole>($then, job)
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                (whole, carry): &mut Self::Carry<'s>,
                sources: Sources<'_, T>,
                targets: Targets<'_, T>,
            ) {
                whole.evaluate(job, carry, sources, targets);
            }

            fn execute(
                &self,
                execution: &Execution<'_>,
                sources: Sources<'_, T>,
                targets: Targets<'_, T>,
            ) -> Result<(), Error> {
                let $after = self.parts.clone();
                let whole: $whole = $then;
                whole.execute(execution, sources, targets)
            }
        }
    };
}
pub(super) use filters;
