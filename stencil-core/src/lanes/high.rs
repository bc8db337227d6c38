//! The upper halves of products.
//!
//! x86 has an instruction for 16 bits, and none for other sizes. Written lane by lane the compiler finds good ones, except
//! for 16 bits where one factor is the same for all lanes: then it extends that factor to 32 bits, once, and multiplies 32 bits
//! wherever it has lost sight of this. It does so with the intrinsics too, so the instructions are written out.
#![allow(unsafe_code, reason = "names instructions that the compiler is not to take apart")]

use crate::scalar::HighScalar;
use fearless_simd::{Simd, SimdInt, SimdIntElement};

/// Integers that `fearless_simd` has registers of.
pub trait WholeElement: SimdIntElement + HighScalar {
    /// The upper halves of the products of all lanes.
    #[inline(always)]
    fn times_high<S: Simd, V: SimdInt<S, Element = Self>>(a: V, b: V) -> V {
        V::from_fn(
            a.token(),
            #[inline(always)]
            |lane| Self::mul_high(a[lane], b[lane]),
        )
    }
}

impl WholeElement for u8 {}
impl WholeElement for i8 {}
impl WholeElement for u32 {}
impl WholeElement for i32 {}
impl WholeElement for u64 {}
impl WholeElement for i64 {}

#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
impl WholeElement for u16 {}
#[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
impl WholeElement for i16 {}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod x86 {
    use super::WholeElement;
    use crate::scalar::HighScalar;
    use fearless_simd::{Level, Simd, SimdBase, SimdInt, SimdInto, i16x8, i16x16, i16x32, u16x8, u16x16, u16x32};
    use std::arch::asm;
    #[cfg(target_arch = "x86")]
    use std::arch::x86::{__m128i, __m256i, __m512i};
    #[cfg(target_arch = "x86_64")]
    use std::arch::x86_64::{__m128i, __m256i, __m512i};

    /// One instruction of a level, as a function.
    macro_rules! instruction {
        ($($name:ident = $mnemonic:literal($level:ident, $class:ident $register:ident);)*) => {$(
            fearless_simd::kernel! {
                #[inline]
                fn $name(level: $level, a: $register, b: $register) -> $register {
                    let _ = level;
                    let product;
                    // SAFETY: an instruction of this level that makes one register of two, and touches nothing else.
                    unsafe {
                        asm!(
                            concat!($mnemonic, " {product}, {a}, {b}"), product = lateout($class) product, a = in($class) a,
                            b = in($class) b, options(pure, nomem, nostack, preserves_flags)
                        );
                    }
                    product
                }
            }
        )*};
    }
    /// The same where the result takes the place of a factor.
    macro_rules! in_place {
        ($($name:ident = $mnemonic:literal($level:ident);)*) => {$(
            fearless_simd::kernel! {
                #[inline]
                fn $name(level: $level, a: __m128i, b: __m128i) -> __m128i {
                    let _ = level;
                    let mut product = a;
                    // SAFETY: as above.
                    unsafe {
                        asm!(
                            concat!($mnemonic, " {product}, {b}"), product = inout(xmm_reg) product, b = in(xmm_reg) b,
                            options(pure, nomem, nostack, preserves_flags)
                        );
                    }
                    product
                }
            }
        )*};
    }
    in_place! {
        unsigned_sse2 = "pmulhuw"(Sse2);
        unsigned_sse4_2 = "pmulhuw"(Sse4_2);
        signed_sse2 = "pmulhw"(Sse2);
        signed_sse4_2 = "pmulhw"(Sse4_2);
    }
    instruction! {
        unsigned_avx2_128 = "vpmulhuw"(Avx2, xmm_reg __m128i);
        unsigned_avx2_256 = "vpmulhuw"(Avx2, ymm_reg __m256i);
        unsigned_avx512_128 = "vpmulhuw"(Avx512, xmm_reg __m128i);
        unsigned_avx512_256 = "vpmulhuw"(Avx512, ymm_reg __m256i);
        unsigned_avx512_512 = "vpmulhuw"(Avx512, zmm_reg __m512i);
        signed_avx2_128 = "vpmulhw"(Avx2, xmm_reg __m128i);
        signed_avx2_256 = "vpmulhw"(Avx2, ymm_reg __m256i);
        signed_avx512_128 = "vpmulhw"(Avx512, xmm_reg __m128i);
        signed_avx512_256 = "vpmulhw"(Avx512, ymm_reg __m256i);
        signed_avx512_512 = "vpmulhw"(Avx512, zmm_reg __m512i);
    }

    macro_rules! sixteen {
        ($t:ident: $v8:ident $v16:ident $v32:ident, $sse2:ident $sse4_2:ident $avx2_128:ident $avx2_256:ident
            $avx512_128:ident $avx512_256:ident $avx512_512:ident) => {
            impl WholeElement for $t {
                #[inline(always)]
                fn times_high<S: Simd, V: SimdInt<S, Element = $t>>(a: V, b: V) -> V {
                    let simd = a.token();
                    let mut product = a;
                    // One register after the other: `$call` for as many lanes as `$part` has.
                    macro_rules! parts {
                        ($part:ident, $call:ident, $level:ident) => {{
                            let factors = a
                                .as_slice()
                                .chunks_exact($part::<S>::LEN)
                                .zip(b.as_slice().chunks_exact($part::<S>::LEN));
                            for (to, (a, b)) in product.as_mut_slice().chunks_exact_mut($part::<S>::LEN).zip(factors) {
                                let (a, b) = ($part::from_slice(simd, a), $part::from_slice(simd, b));
                                let product: $part<S> = $call($level, a.into(), b.into()).simd_into(simd);
                                product.store_slice(to);
                            }
                        }};
                    }
                    match (simd.level(), <V as SimdBase<S>>::LEN) {
                        (Level::Sse2(level), _) => parts!($v8, $sse2, level),
                        (Level::Sse4_2(level), _) => parts!($v8, $sse4_2, level),
                        (Level::Avx2(level), 8) => parts!($v8, $avx2_128, level),
                        (Level::Avx2(level), _) => parts!($v16, $avx2_256, level),
                        (Level::Avx512(level), 8) => parts!($v8, $avx512_128, level),
                        (Level::Avx512(level), 16) => parts!($v16, $avx512_256, level),
                        (Level::Avx512(level), _) => parts!($v32, $avx512_512, level),
                        _ => {
                            product = V::from_fn(
                                simd,
                                #[inline(always)]
                                |lane| $t::mul_high(a[lane], b[lane]),
                            )
                        }
                    }
                    product
                }
            }
        };
    }
    sixteen!(u16: u16x8 u16x16 u16x32, unsigned_sse2 unsigned_sse4_2 unsigned_avx2_128 unsigned_avx2_256
        unsigned_avx512_128 unsigned_avx512_256 unsigned_avx512_512);
    sixteen!(i16: i16x8 i16x16 i16x32, signed_sse2 signed_sse4_2 signed_avx2_128 signed_avx2_256
        signed_avx512_128 signed_avx512_256 signed_avx512_512);
}
