// Reads which source file uses which, in Rust and in JavaScript, and finds circles.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Every file under a folder with this extension, as paths relative to the folder. */
export const filesIn = (folder, extension) =>
  readdirSync(folder, { recursive: true })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => name.endsWith(extension) && !name.includes('node_modules/'))
    .sort();

/** Files and texts of a folder. */
export const textsIn = (folder, extension) =>
  new Map(filesIn(folder, extension).map(name => [name, readFileSync(join(folder, name), 'utf8')]));

/**
 * A circle among the files, each of which uses the next one and the last the first; null without a circle.
 * @param {Map<string, Set<string>>} uses
 */
export function circleIn(uses) {
  const done = new Set();
  const path = [];
  function visit(file) {
    if (done.has(file)) return null;
    const start = path.indexOf(file);
    if (start >= 0) return path.slice(start);
    path.push(file);
    for (const next of uses.get(file) ?? []) {
      const circle = visit(next);
      if (circle) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  }
  for (const file of uses.keys()) {
    const circle = visit(file);
    if (circle) return circle;
  }
  return null;
}

/** Every edge from one file to another, in one list. */
export const edgesOf = uses => [...uses].flatMap(([from, targets]) => [...targets].map(to => [from, to]));

/**
 * JavaScript: static and dynamic imports of relative files.
 * @param {Map<string, string>} texts
 */
export function javascriptUses(texts) {
  const uses = new Map();
  for (const [file, text] of texts) {
    const found = text.matchAll(/(?:^|[\n;])\s*(?:import|export)\b[^'"`;]*?from\s*'(?<from>[^']+)'/g);
    const bare = text.matchAll(/(?:^\s*import|\bimport\()\s*'(?<from>[^']+)'/gm);
    const targets = [...found, ...bare]
      .map(({ groups }) => groups.from)
      .filter(specifier => specifier.startsWith('.'))
      .map(specifier => normalize(join(dirname(file), specifier)).replaceAll('\\', '/'));
    uses.set(file, new Set(targets.filter(target => texts.has(target))));
  }
  return uses;
}

/** Rust without comments, strings and code that only tests compile. */
function bareRust(text) {
  const plain = text
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/br?#*"[^]*?"#*|"(?:[^"\\]|\\[^])*"/g, '""');
  return withoutTestItems(plain);
}

/** Drops every item behind `#[cfg(test)]`: up to its semicolon, or to the end of its braces. */
function withoutTestItems(text) {
  const start = text.search(/#\[cfg\((?:test|all\(test\b)[^\]]*\]/);
  if (start < 0) return text;
  const body = start + text.slice(start).search(/[;{]/);
  let end = body + 1;
  for (let depth = text[body] === '{' ? 1 : 0; depth > 0 && end < text.length; end++) {
    if (text[end] === '{') depth++;
    if (text[end] === '}') depth--;
  }
  return text.slice(0, start) + withoutTestItems(text.slice(end));
}

/** The paths of a `use`: `a::{b, c::d as e}` is `a::b` and `a::c::d`, with the names they get. */
export function usePaths(tree) {
  const text = tree.trim();
  const brace = text.indexOf('{');
  if (brace < 0) {
    const [path, name] = text.split(/\s+as\s+/);
    const parts = path.split('::').map(part => part.trim());
    if (parts.at(-1) === 'self') parts.pop();
    return [{ path: parts, name: name?.trim() ?? parts.at(-1) }];
  }
  const prefix = text
    .slice(0, brace)
    .split('::')
    .map(part => part.trim())
    .filter(Boolean);
  const branches = [];
  let depth = 0;
  let branch = '';
  for (const character of text.slice(brace + 1, text.lastIndexOf('}'))) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth === 0) {
      branches.push(branch);
      branch = '';
    } else branch += character;
  }
  return [...branches, branch]
    .filter(each => each.trim())
    .flatMap(usePaths)
    .map(({ path, name }) => ({
      path: [...prefix, ...path],
      name: path.length === 0 ? prefix.at(-1) : name,
    }));
}

/** The module path of a file of `src/`: `check/mod.rs` is `check`, `text/url.rs` is `text::url`. */
const modulePath = file =>
  file
    .replace(/\.rs$/, '')
    .split('/')
    .filter(part => !['mod', 'lib', 'main'].includes(part));

/**
 * Rust: the paths in `use` and in code, resolved to the file that holds what they name. A `mod` tells which names are
 * modules; by itself it is no arrow. A name that a module re-exports belongs to the file that it comes from.
 * @param {Map<string, string>} texts files relative to the root of a crate
 */
export function rustUses(texts) {
  const modules = new Map();
  for (const [file, text] of texts) {
    const code = bareRust(text);
    const children = [...code.matchAll(/\bmod\s+(\w+)\s*;/g)].map(([, name]) => name);
    const uses = [...code.matchAll(/(pub(?:\([^)]*\))?\s+)?\buse\s+([^;]+);/g)].flatMap(([, isPublic, tree]) =>
      usePaths(tree).map(use => ({ ...use, isPublic: Boolean(isPublic) })),
    );
    const rest = code.replaceAll(/\buse\s+[^;]+;/g, '');
    const inCode = [...rest.matchAll(/(?<![\w:$])(?:[a-z_]\w*::)+\w+/g)].map(([path]) => ({ path: path.split('::') }));
    modules.set(modulePath(file).join('::'), { file, children, uses, inCode });
  }

  /** Turns a path as written in a module into one from the root; null for a path that leads out of the crate. */
  function absolute(path, module, names) {
    let at = module === '' ? [] : module.split('::');
    const rest = [...path];
    if (rest[0] === 'crate') return rest.slice(1);
    if (rest[0] === 'self') rest.shift();
    else if (rest[0] === 'super') {
      for (; rest[0] === 'super'; rest.shift()) at = at.slice(0, -1);
    } else if (!modules.get(module).children.includes(rest[0])) {
      const known = names?.get(rest[0]);
      return known ? [...known, ...rest.slice(1)] : null;
    }
    return [...at, ...rest];
  }

  /** The file that holds what a path from the root names. */
  function fileOf(path, seen = new Set()) {
    const key = path.join('::');
    if (seen.has(key)) return null;
    seen.add(key);
    let depth = path.length;
    while (depth > 0 && !modules.has(path.slice(0, depth).join('::'))) depth--;
    const module = path.slice(0, depth).join('::');
    const { file, uses } = modules.get(module) ?? {};
    const name = path[depth];
    const reexport = name && uses?.find(use => use.isPublic && use.name === name);
    const origin = reexport && absolute(reexport.path, module);
    return (origin && fileOf([...origin, ...path.slice(depth + 1)], seen)) || file || null;
  }

  // A file that no module declares, from the root down, is only compiled for tests.
  const isDeclared = module => {
    if (module === '') return true;
    const parent = module.split('::').slice(0, -1).join('::');
    return Boolean(modules.get(parent)?.children.includes(module.split('::').at(-1))) && isDeclared(parent);
  };

  const result = new Map();
  for (const [module, { file, uses, inCode }] of modules) {
    if (!isDeclared(module)) continue;
    const names = new Map();
    for (const { path, name } of uses) {
      const target = absolute(path, module);
      if (target) names.set(name, target);
    }
    const paths = [...uses, ...inCode].map(({ path }) => absolute(path, module, names)).filter(Boolean);
    const targets = new Set(paths.map(path => fileOf(path)).filter(target => target && target !== file));
    result.set(file, targets);
  }
  return result;
}
