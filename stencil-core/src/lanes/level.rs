//! [`SimdLevel`]: which instruction set kernels run on.

use fearless_simd::Level;
use std::env;
use std::fmt;
use std::str::FromStr;

/// An instruction set that kernels are compiled for. The best one that the machine has is chosen at run time.
///
/// The environment variable `STENCIL_SIMD` forces one by name; results are the same bits on all of them.
///
/// ```
/// use stencil_core::lanes::SimdLevel;
/// assert!(SimdLevel::available().contains(&SimdLevel::detect()));
/// assert_eq!("avx2".parse(), Ok(SimdLevel::Avx2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SimdLevel {
    /// No SIMD instructions: machines that have none of the others.
    Fallback,
    /// x86 with 128-bit registers: every x86-64.
    Sse2,
    /// x86-64-v2: 128-bit registers, with the instructions of SSSE3 to SSE4.2.
    Sse4_2,
    /// x86-64-v3: 256-bit registers.
    Avx2,
    /// 512-bit registers, as from Ice Lake and Zen 4 on.
    Avx512,
    /// 64-bit ARM.
    Neon,
    /// WebAssembly's 128-bit registers.
    Wasm,
}

/// Why a SIMD level cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SimdLevelError {
    /// The name is none of the levels'.
    #[error("`{name}` is not a SIMD level; known are {}", list(&SimdLevel::ALL))]
    Unknown {
        /// What was asked for.
        name: String,
    },
    /// The machine lacks the level.
    #[error("this machine does not have the SIMD level `{level}`; it has {}", list(&SimdLevel::available()))]
    Unavailable {
        /// What was asked for.
        level: SimdLevel,
    },
}

fn list(levels: &[SimdLevel]) -> String {
    levels.iter().map(|level| level.name()).collect::<Vec<_>>().join(", ")
}

impl SimdLevel {
    /// Every level, whether this machine has it or not.
    pub const ALL: [Self; 7] =
        [Self::Fallback, Self::Sse2, Self::Sse4_2, Self::Avx2, Self::Avx512, Self::Neon, Self::Wasm];

    /// The environment variable that forces a level.
    pub const VARIABLE: &'static str = "STENCIL_SIMD";

    /// The levels that this machine has, the best one last.
    #[must_use]
    pub fn available() -> Vec<Self> {
        Self::ALL.into_iter().filter(|level| level.token().is_some()).collect()
    }

    /// The best level that this machine has.
    #[must_use]
    pub fn detect() -> Self {
        Self::of(Level::new())
    }

    /// The level that kernels run on unless the call says otherwise: the one that `STENCIL_SIMD` names, or else the best.
    ///
    /// # Errors
    ///
    /// If the variable names no level, or one that the machine lacks.
    pub fn from_env() -> Result<Self, SimdLevelError> {
        match env::var_os(Self::VARIABLE) {
            None => Ok(Self::detect()),
            Some(name) => name.to_string_lossy().parse::<Self>()?.require(),
        }
    }

    /// This level, if the machine has it.
    ///
    /// # Errors
    ///
    /// If the machine lacks it.
    pub fn require(self) -> Result<Self, SimdLevelError> {
        self.token().map(|_| self).ok_or(SimdLevelError::Unavailable { level: self })
    }

    /// The name that `STENCIL_SIMD` takes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fallback => "fallback",
            Self::Sse2 => "sse2",
            Self::Sse4_2 => "sse4.2",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
            Self::Neon => "neon",
            Self::Wasm => "wasm",
        }
    }

    /// What `fearless_simd::dispatch!` takes; `None` if the machine lacks the level.
    #[must_use]
    pub fn token(self) -> Option<Level> {
        let best = Level::new();
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        match self {
            Self::Sse2 => return best.as_sse2().map(Level::Sse2),
            Self::Sse4_2 => return best.as_sse4_2().map(Level::Sse4_2),
            Self::Avx2 => return best.as_avx2().map(Level::Avx2),
            _ => {}
        }
        (Self::of(best) == self).then_some(best)
    }

    fn of(level: Level) -> Self {
        #[allow(unreachable_patterns, reason = "which variants exist depends on the target")]
        match level {
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Level::Sse2(_) => Self::Sse2,
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Level::Sse4_2(_) => Self::Sse4_2,
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Level::Avx2(_) => Self::Avx2,
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            Level::Avx512(_) => Self::Avx512,
            #[cfg(target_arch = "aarch64")]
            Level::Neon(_) => Self::Neon,
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Level::WasmSimd128(_) => Self::Wasm,
            _ => Self::Fallback,
        }
    }
}

impl fmt::Display for SimdLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SimdLevel {
    type Err = SimdLevelError;

    fn from_str(name: &str) -> Result<Self, SimdLevelError> {
        let wanted = name.trim().to_ascii_lowercase().replace('_', ".");
        let known = Self::ALL.into_iter().find(|level| level.name() == wanted);
        known.ok_or_else(|| SimdLevelError::Unknown { name: name.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed_and_missing_levels_refused() {
        for level in SimdLevel::ALL {
            assert_eq!(level.name().parse(), Ok(level));
        }
        assert_eq!("SSE4_2".parse(), Ok(SimdLevel::Sse4_2));
        assert!("mmx".parse::<SimdLevel>().unwrap_err().to_string().contains("known are fallback, sse2"));
        let missing = SimdLevel::ALL.into_iter().find(|level| level.token().is_none()).unwrap();
        assert!(missing.require().unwrap_err().to_string().contains("does not have"));
    }

    #[test]
    fn the_best_level_is_the_last_available() {
        assert_eq!(SimdLevel::available().last(), Some(&SimdLevel::detect()));
    }
}
