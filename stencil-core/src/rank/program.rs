//! A network as a list of operations on rows held in slots.

use super::network::select;
use super::shape::Shape;
use super::terms::{Node, Term};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

/// A row in a slot, read so many pixels further on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) slot: usize,
    pub(super) shift: usize,
}

/// The smaller and the larger of two rows, as far as they are of use.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) from: [Place; 2],
    pub(super) low: Option<usize>,
    pub(super) high: Option<usize>,
    /// So many pixels are needed beyond those of the result.
    pub(super) extra: usize,
}

/// So many programs are kept.
const MOST_KNOWN: usize = 256;

/// What a program is made for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Task {
    pub(super) shape: Shape,
    /// So many values of a window come before the one that is looked for.
    pub(super) k: usize,
    /// How many rows of results there are.
    pub(super) rows: usize,
}

/// What to do for a few rows of results.
#[derive(Debug)]
pub struct Program {
    pub(super) task: Task,
    pub(super) slots: usize,
    /// Where the rows of the image go, row by row and layer by layer; nowhere if they are of no use.
    pub(super) inputs: Vec<Option<usize>>,
    pub(super) steps: Vec<Step>,
    pub(super) results: Vec<Place>,
}

impl Program {
    /// The program for a task, which is made once, unless there are very many.
    pub(super) fn of(task: &Task) -> Arc<Self> {
        static KNOWN: LazyLock<Mutex<HashMap<Task, Arc<Program>>>> = LazyLock::new(Mutex::default);
        let mut known = KNOWN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(program) = known.get(task) {
            return Arc::clone(program);
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let program = Arc::new(Self::new(task.clone()));
        known.insert(task.clone(), Arc::clone(&program));
        program
    }

    fn new(task: Task) -> Self {
        let Task { shape, k, rows } = &task;
        let (terms, found) = select(shape, *k, *rows);
        let extra = extra(&terms.nodes, &found);
        let mut slots = Slots::new(&terms.nodes, &extra, &found);
        let mut inputs = vec![None; (shape.across + rows - 1) * shape.layers];
        for (index, node) in terms.nodes.iter().enumerate() {
            if let (Node::Input(row), Some(_)) = (node, extra[index]) {
                inputs[*row] = Some(slots.give(index));
            }
        }
        let twins: HashMap<[Term; 2], usize> = terms
            .nodes
            .iter()
            .enumerate()
            .filter_map(|(index, node)| match node {
                Node::High(a, b) if extra[index].is_some() => Some(([*a, *b], index)),
                _ => None,
            })
            .collect();
        let mut steps = Vec::new();
        for (index, node) in terms.nodes.iter().enumerate() {
            let (Node::Low(a, b) | Node::High(a, b), Some(_), None) = (node, extra[index], slots.of[index]) else {
                continue;
            };
            let pair = match node {
                Node::Low(..) => {
                    let twin = twins.get(&[*a, *b]).copied();
                    [Some(index), twin.filter(|twin| slots.of[*twin].is_none())]
                }
                _ => [None, Some(index)],
            };
            let from = [*a, *b].map(|term| slots.place(term));
            // The result may take the place of what it is made of.
            pair.iter().flatten().for_each(|_| slots.used([*a, *b]));
            let [low, high] = pair.map(|node| node.map(|node| slots.give(node)));
            let needed = pair.iter().flatten().filter_map(|node| extra[*node]).max().unwrap_or(0);
            steps.push(Step { from, low, high, extra: needed });
        }
        let results = found.iter().map(|term| slots.place(*term)).collect();
        Self { slots: slots.count, task, inputs, steps, results }
    }
}

/// How many pixels beyond those of the result each node is needed for; nothing if it is of no use.
fn extra(nodes: &[Node], found: &[Term]) -> Vec<Option<usize>> {
    let mut extra: Vec<Option<usize>> = vec![None; nodes.len()];
    let need = |extra: &mut Vec<Option<usize>>, term: &Term, more: usize| {
        extra[term.node] = extra[term.node].max(Some(term.shift + more));
    };
    found.iter().for_each(|term| need(&mut extra, term, 0));
    for index in (0..nodes.len()).rev() {
        if let (Node::Low(a, b) | Node::High(a, b), Some(more)) = (nodes[index], extra[index]) {
            need(&mut extra, &a, more);
            need(&mut extra, &b, more);
        }
    }
    extra
}

/// Which slot holds each node, and which are free again.
struct Slots {
    of: Vec<Option<usize>>,
    /// How often each node is still to be read.
    uses: Vec<usize>,
    free: Vec<usize>,
    count: usize,
}

impl Slots {
    fn new(nodes: &[Node], extra: &[Option<usize>], found: &[Term]) -> Self {
        let mut uses = vec![0; nodes.len()];
        found.iter().for_each(|term| uses[term.node] += 1);
        for (node, _) in nodes.iter().zip(extra).filter(|(_, extra)| extra.is_some()) {
            if let Node::Low(a, b) | Node::High(a, b) = node {
                uses[a.node] += 1;
                uses[b.node] += 1;
            }
        }
        Self { of: vec![None; nodes.len()], uses, free: Vec::new(), count: 0 }
    }

    fn fresh(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.count += 1;
            self.count - 1
        })
    }

    fn give(&mut self, node: usize) -> usize {
        let slot = self.fresh();
        self.of[node] = Some(slot);
        slot
    }

    fn place(&self, term: Term) -> Place {
        Place { slot: self.of[term.node].expect("terms come after what they are made of"), shift: term.shift }
    }

    fn used(&mut self, terms: [Term; 2]) {
        for term in terms {
            self.uses[term.node] -= 1;
            if self.uses[term.node] == 0 {
                self.free.extend(self.of[term.node]);
            }
        }
    }
}
