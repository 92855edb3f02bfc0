import { parseSync } from 'vite';

/**
 * Every module that a source names: imports and re-exports, of values and of types, `import(...)` in code and in types,
 * `require`, and `import x = require(...)`. A name that is computed appears as `(computed)`.
 */
export function scanImports(fileName: string, source: string): readonly string[] {
  const { program, errors } = parseSync(fileName, source, { lang: fileName.endsWith('x') ? 'tsx' : 'ts' });
  if (errors.length > 0) throw new Error(`${fileName} cannot be parsed: ${errors[0]?.message}`);
  const names: string[] = [];
  visit(program, (node) => {
    const named = namedModule(node);
    if (named !== null) names.push(isLiteral(named) ? named.value : '(computed)');
  });
  return names;
}

type Node = { readonly type: string; readonly [key: string]: unknown };

/** The node that names the module, if this one imports anything. */
function namedModule(node: Node): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node['source'] ?? null;
    case 'TSExternalModuleReference':
      return node['expression'];
    case 'CallExpression':
      return isRequire(node['callee']) ? (node['arguments'] as readonly unknown[])[0] : null;
    default:
      return null;
  }
}

/** `require`, `module.require`, `import.meta.require` and the like. */
function isRequire(callee: unknown): boolean {
  if (!isNode(callee)) return false;
  if (callee.type === 'Identifier') return callee['name'] === 'require';
  return callee.type === 'MemberExpression' && isNode(callee['property']) && callee['property']['name'] === 'require';
}

function visit(value: unknown, each: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, each);
  } else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) each(value);
    for (const child of Object.values(value)) visit(child, each);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function isLiteral(value: unknown): value is { readonly value: string } {
  return isNode(value) && value.type === 'Literal' && typeof value['value'] === 'string';
}
