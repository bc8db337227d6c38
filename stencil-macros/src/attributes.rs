//! Where the user's own attributes go.

use crate::model::Kernel;
use syn::{Attribute, Meta};

/// The function's attributes, sorted by what of the expansion they belong to.
pub(crate) struct Attributes<'a> {
    /// `#[doc]` and whatever else says something of the item: on the struct.
    pub item: Vec<&'a Attribute>,
    /// `#[cfg]`: on everything.
    pub cfg: Vec<&'a Attribute>,
    /// `#[allow]` and its like: on everything.
    pub lints: Vec<&'a Attribute>,
    /// `#[deprecated]`, `#[must_use]`: on the struct and its constructor.
    pub notes: Vec<&'a Attribute>,
}

impl<'a> Attributes<'a> {
    pub(crate) fn of(kernel: &'a Kernel) -> Self {
        let mut sorted = Self { item: Vec::new(), cfg: Vec::new(), lints: Vec::new(), notes: Vec::new() };
        for attr in &kernel.attrs {
            match name(attr).as_str() {
                "cfg" => sorted.cfg.push(attr),
                _ if is_lint(attr) => sorted.lints.push(attr),
                "deprecated" | "must_use" => sorted.notes.push(attr),
                // The expansion decides what is inlined.
                "inline" => {}
                // These are mistakes, and must not add one on the struct.
                name if is_for_functions(name) => {}
                _ => sorted.item.push(attr),
            }
        }
        sorted
    }
}

/// Attributes that say something of a function, which a kernel is no longer.
pub(crate) fn is_for_functions(name: &str) -> bool {
    ["stencil", "stencil_fn", "test", "no_mangle", "export_name", "target_feature", "track_caller"].contains(&name)
}

/// The last segment of the attribute's path.
pub(crate) fn name(attr: &Attribute) -> String {
    attr.path().segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// Whether the attribute sets the level of a lint.
pub(crate) fn is_lint(attr: &Attribute) -> bool {
    ["allow", "expect", "warn", "deny", "forbid"].contains(&name(attr).as_str())
}

/// Whether the attribute is a doc comment.
pub(crate) fn is_doc(attr: &Attribute) -> bool {
    matches!(&attr.meta, Meta::NameValue(pair) if pair.path.is_ident("doc"))
}
