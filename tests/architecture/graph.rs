//! Which file names which, and the circles among them.

use crate::source::{Name, Source};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

/// The modules of the crate, each with the index of its file.
pub struct Modules<'a> {
    files: HashMap<Vec<String>, usize>,
    sources: &'a [Source],
}

impl<'a> Modules<'a> {
    pub fn new(sources: &'a [Source]) -> Modules<'a> {
        let files = sources.iter().enumerate().filter(|(_, s)| s.path != "src/main.rs");
        Modules { files: files.map(|(i, s)| (s.module.clone(), i)).collect(), sources }
    }

    /// The file whose module is the longest prefix of a path.
    fn file(&self, path: &[String]) -> Option<usize> {
        (1..=path.len()).rev().find_map(|n| self.files.get(&path[..n])).copied()
    }

    /// The paths of a file from the crate's root on, with what they are in the file; those of other crates are left out.
    pub fn absolute<'n>(&self, source: &'n Source) -> Vec<(Vec<String>, &'n Name)> {
        let mut brought: HashMap<&str, Vec<String>> = HashMap::new();
        for name in source.names.iter() {
            if let Some(alias) = &name.brings
                && let Some(path) = self.resolve(source, name, &HashMap::new())
            {
                brought.insert(alias, path);
            }
        }
        source.names.iter().filter_map(|name| Some((self.resolve(source, name, &brought)?, name))).collect()
    }

    fn resolve(&self, source: &Source, name: &Name, brought: &HashMap<&str, Vec<String>>) -> Option<Vec<String>> {
        let mut segments = name.segments.as_slice();
        let mut path = source.module_of(name.test);
        let first = segments.first()?.as_str();
        match first {
            "crate" | "canbo" => {
                path.clear();
                segments = &segments[1..];
            }
            "self" => segments = &segments[1..],
            "super" => {
                while let ["super", ..] = segments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                    path.pop();
                    segments = &segments[1..];
                }
            }
            _ => {
                let child = [source.module.as_slice(), &segments[..1]].concat();
                if self.files.contains_key(&child) {
                    path = source.module.clone();
                } else {
                    path = brought.get(first)?.clone();
                    segments = &segments[1..];
                }
            }
        }
        path.extend(segments.iter().cloned());
        Some(path)
    }

    /// The arrows among the files of one room, tests left out.
    pub fn room(&self, room: &str) -> Graph {
        let files: Vec<usize> =
            (0..self.sources.len()).filter(|i| self.sources[*i].room == room && !self.sources[*i].is_test()).collect();
        let node: HashMap<usize, usize> = files.iter().enumerate().map(|(node, file)| (*file, node)).collect();
        let mut graph = Graph {
            paths: files.iter().map(|f| self.sources[*f].path.clone()).collect(),
            arrows: vec![BTreeMap::new(); files.len()],
        };
        for (from, file) in files.iter().enumerate() {
            for (path, name) in self.absolute(&self.sources[*file]) {
                let to = self.file(&path).and_then(|f| node.get(&f));
                if let Some(to) = to.filter(|to| **to != from && !name.test) {
                    graph.arrows[from].entry(*to).or_default().insert(path.join("::"));
                }
            }
        }
        graph
    }
}

pub struct Graph {
    pub paths: Vec<String>,
    /// For each file: the files that it names, and by which paths.
    pub arrows: Vec<BTreeMap<usize, BTreeSet<String>>>,
}

impl Graph {
    /// The largest set of files in which each reaches each other; at most one file where there is no circle.
    pub fn largest_circle(&self) -> Vec<usize> {
        self.largest_of(&|_, _| true)
    }

    fn largest_of(&self, kept: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
        Components::of(self, kept).into_iter().max_by_key(Vec::len).unwrap_or_default()
    }

    /// The files of a circle: how many others of it name each, and which it names.
    pub fn members(&self, circle: &[usize]) -> Vec<String> {
        let line = |n: &usize| {
            let named = circle.iter().filter(|from| self.arrows[**from].contains_key(n)).count();
            let names = self.arrows[*n].keys().filter(|to| circle.contains(to)).map(|to| self.below_room(*to));
            format!("{} (named by {named}) names {}", self.paths[*n], names.collect::<Vec<_>>().join(" "))
        };
        let mut lines: Vec<String> = circle.iter().map(line).collect();
        lines.sort_unstable();
        lines
    }

    fn below_room(&self, node: usize) -> &str {
        self.paths[node].splitn(3, '/').last().unwrap_or_default()
    }

    /// The shortest walk from a file of a circle back to itself, and the paths that lead along it.
    pub fn shortest_walk(&self, circle: &[usize]) -> String {
        let walks = circle.iter().filter_map(|start| self.walk_back(*start));
        let Some(walk) = walks.min_by_key(Vec::len) else { return String::new() };
        let steps = walk.windows(2).map(|w| format!("{} names {}", self.paths[w[0]], self.names(w[0], w[1])));
        steps.collect::<Vec<_>>().join("; ")
    }

    fn walk_back(&self, start: usize) -> Option<Vec<usize>> {
        let mut from: HashMap<usize, usize> = HashMap::new();
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for next in self.arrows[node].keys().copied() {
                if next == start {
                    let mut walk = vec![start, node];
                    while walk.last() != Some(&start) {
                        walk.push(from[&walk[walk.len() - 1]]);
                    }
                    walk.reverse();
                    return Some(walk);
                }
                from.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    node
                });
            }
        }
        None
    }

    /// The arrows of a circle whose loss shrinks it most, then the files whose naming of others does.
    pub fn cuts(&self, circle: &[usize]) -> Vec<String> {
        let inside: HashSet<usize> = circle.iter().copied().collect();
        let mut cuts = Vec::new();
        for a in circle {
            let left = self.largest_of(&|from, _| from != *a).len();
            cuts.push((left, format!("{} naming none of them leaves {left}", self.paths[*a])));
            for b in self.arrows[*a].keys().filter(|b| inside.contains(b)) {
                let left = self.largest_of(&|from, to| (from, to) != (*a, *b)).len();
                cuts.push((left, format!("{} not naming {} leaves {left}", self.paths[*a], self.names(*a, *b))));
            }
        }
        cuts.sort();
        cuts.into_iter().filter(|(left, _)| left + 1 < circle.len()).map(|(_, cut)| cut).collect()
    }

    fn names(&self, from: usize, to: usize) -> String {
        self.arrows[from][&to].iter().take(3).cloned().collect::<Vec<_>>().join(", ")
    }
}

/// Strongly connected components, found by Tarjan's walk.
struct Components<'a> {
    graph: &'a Graph,
    kept: &'a dyn Fn(usize, usize) -> bool,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    visited: usize,
    stack: Vec<usize>,
    found: Vec<Vec<usize>>,
}

impl<'a> Components<'a> {
    fn of(graph: &'a Graph, kept: &'a dyn Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
        let nodes = graph.paths.len();
        let (index, low) = (vec![None; nodes], vec![0; nodes]);
        let mut walk = Components { graph, kept, index, low, visited: 0, stack: Vec::new(), found: Vec::new() };
        for node in 0..nodes {
            if walk.index[node].is_none() {
                walk.visit(node);
            }
        }
        walk.found
    }

    fn visit(&mut self, node: usize) {
        let index = self.visited;
        self.visited += 1;
        (self.index[node], self.low[node]) = (Some(index), index);
        self.stack.push(node);
        for next in self.graph.arrows[node].keys().copied().filter(|next| (self.kept)(node, *next)) {
            match self.index[next] {
                None => {
                    self.visit(next);
                    self.low[node] = self.low[node].min(self.low[next]);
                }
                Some(index) if self.stack.contains(&next) => self.low[node] = self.low[node].min(index),
                Some(_) => {}
            }
        }
        if self.low[node] == index {
            let at = self.stack.iter().position(|n| *n == node).unwrap();
            self.found.push(self.stack.split_off(at));
        }
    }
}
