//! A module with one kernel.

use super::body::{Body, Param};
use super::random::Random;
use super::scope::Shape;
use super::types::Ty;

/// Statements that have no form in lanes; the kernel goes pixel by pixel.
const NO_LANES: &[&str] = &[
    "let z0 = 7_i32 / ((PIXEL as i32 & 3) + 1);",
    "let mut z0 = PIXEL as i32;\nlet mut z1 = 0;\nwhile z0 > 1 && z1 < 5 { z0 /= 2; z1 += 1; }",
    "let z0 = [1_i32, 2, 3, 4][(PIXEL as i32 & 3) as usize];",
    "let mut z1 = [PIXEL as i32, 3, 1];\nz1.sort_unstable();\nlet z0 = z1[1];",
    "let z0 = (PIXEL as u8).checked_add(200).unwrap_or(1) as i32;",
];

/// The module `name`, and whether its kernel is in lanes: always, never, or sometimes.
pub(crate) fn module(name: &str, random: Random) -> (String, &'static str) {
    let mut body = Body::new(random);
    parameters(&mut body);
    let lanes = !body.rarely(12);
    if lanes {
        body.declare(2);
    } else {
        without_lanes(&mut body);
    }
    let count = 2 + body.random.below(6);
    for _ in 0..count {
        body.statement();
    }
    let result = body.result(2);
    body.line(result);
    let lanes = match (lanes, body.open) {
        (false, _) => "Never",
        (true, true) => "Sometimes",
        (true, false) => "Always",
    };
    (written(name, &body, lanes), lanes)
}

fn parameters(body: &mut Body) {
    let ty = body.number();
    let value = ty.literal(&mut body.random);
    let one = |ty: &str, name, value: &str| Param { name, ty: ty.into(), value: value.into() };
    if body.rarely(3) {
        body.params.push(one(ty.name(), "gain", &value));
        body.scope.add("gain", Shape::Value(ty), false);
    }
    if body.rarely(3) {
        let value = body.random.pick(&["true", "false"]);
        body.params.push(one("bool", "flag", value));
        body.scope.add("flag", Shape::Value(Ty::Bool), false);
    }
    if body.rarely(4) {
        let value = format!("[{}, {}]", ty.literal(&mut body.random), ty.literal(&mut body.random));
        body.params.push(one(&format!("[{}; 2]", ty.name()), "taps", &value));
        body.scope.add("taps", Shape::Array(ty, 2), false);
    }
    if body.inputs.len() == 1 && body.rarely(5) {
        body.params.push(one("isize", "r", "1"));
        body.radius = Some(1);
    }
}

fn without_lanes(body: &mut Body) {
    let input = body.inputs[0].clone();
    let centre = if body.dims == 1 { "[0]".into() } else { format!("[[{}]]", vec!["0"; body.dims].join(", ")) };
    let cast = if input.ty == Ty::Bool { " as u8" } else { "" };
    let pixel = format!("({}{centre}{cast})", input.name);
    let text = body.random.pick(NO_LANES).replace("PIXEL", &pixel);
    body.line(text);
    body.line("let zero = z0 as u8;");
    body.scope.add("zero", Shape::Value(Ty::U8), false);
}

/// The module: the body once as a kernel, once as it stands.
fn written(name: &str, body: &Body, lanes: &str) -> String {
    let windows = body.inputs.iter().map(|input| format!("{}: Window<{}, {}>", input.name, input.ty.name(), body.dims));
    let params = body.params.iter().map(|param| format!("{}: {}", param.name, param.ty));
    let signature = windows.chain(params).collect::<Vec<_>>().join(", ");
    let types: Vec<_> = body.outputs.iter().map(|ty| ty.name()).collect();
    let (output, rest) = match types.as_slice() {
        [one] => ((*one).to_string(), ","),
        all => (format!("({})", all.join(", ")), ""),
    };
    let simd = [(lanes == "Always").then_some("simd"), body.radius.map(|_| "radius = r")];
    let simd = simd.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let values: Vec<_> = body.params.iter().map(|param| param.value.clone()).collect();
    let values = values.join(", ");
    let kernel = if values.is_empty() { "kernel".into() } else { format!("kernel({values})") };
    let inputs = body.inputs.iter().map(|input| input.name.as_str()).collect::<Vec<_>>().join(", ");
    let check = match (body.inputs.len(), types.len()) {
        (1, 1) => "one_plain",
        (1, _) => "one_two_plain",
        (2, 1) => "two_plain",
        (2, _) => "two_two_plain",
        (_, 1) => "three_plain",
        _ => "three_two_plain",
    };
    let call = if values.is_empty() { inputs.clone() } else { format!("{inputs}, {values}") };
    let (plain, settled) = (&body.text, body.text.replace("settled_", ""));
    let plain_result = if rest.is_empty() { format!("plain({call})") } else { format!("(plain({call}),)") };
    format!(
        "mod {name} {{\nuse super::*;\n\n#[stencil({simd})]\nfn kernel({signature}) -> {output} {{\n{settled}}}\n\n\
         fn plain({signature}) -> {output} {{\n{plain}}}\n\n\
         pub(super) fn check() -> bool {{\n{check}(&{kernel}, |{inputs}| {plain_result})\n}}\n}}\n\n"
    )
}
