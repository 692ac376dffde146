import {
  parse,
  type ClassDeclaration, type FunctionDeclaration, type ImportDeclaration, type Node, type Pattern, type Program, type VariableDeclaration,
} from 'acorn';
import MagicString from 'magic-string';
import { transform } from 'sucrase';

/** A cell as a JavaScript function's body, and the names that it declares for the cells after it. */
export interface Compiled {
  readonly code: string;
  readonly names: readonly string[];
}

/**
 * Turns a cell into the body of a function with `load` (a module's names) and `result` (the last expression) at hand. What the cell
 * declares at its top becomes assignments to names that stand outside, so that a later cell sees them and may declare them anew.
 * @throws SyntaxError
 */
export function compile(typescript: string): Compiled {
  const source = transform(typescript, { transforms: ['typescript'], keepUnusedImports: true, disableESTransforms: true }).code;
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
  const code = new MagicString(source);
  rewriteDynamicImports(program, code);
  const last = program.body.at(-1);
  if (last?.type === 'ExpressionStatement') {
    code.appendLeft(last.expression.start, 'result((').appendRight(last.expression.end, '))');
  }
  const rewritten = program.body.map((statement) => rewrite(statement, code));
  const hoisted = rewritten.map(({ before }) => before ?? '').join('');
  return { code: hoisted + code.toString(), names: rewritten.flatMap(({ names }) => names) };
}

type Statement = Program['body'][number];

/** The names that a statement declares, and what of it comes before all others: imports, and functions, which are hoisted. */
interface Rewritten {
  readonly names: readonly string[];
  readonly before?: string;
}

function rewrite(statement: Statement, code: MagicString): Rewritten {
  switch (statement.type) {
    case 'ImportDeclaration': return rewriteImport(statement, code);
    case 'ExportNamedDeclaration':
      if (!statement.declaration) break;
      code.remove(statement.start, statement.declaration.start);
      return rewrite(statement.declaration, code);
    case 'VariableDeclaration': return rewriteVariables(statement, code);
    case 'FunctionDeclaration': case 'ClassDeclaration': return rewriteNamed(statement, code);
  }
  return { names: [] };
}

/** `const a = 1, { b } = c` becomes `(a = 1, { b } = c)`. */
function rewriteVariables({ start, declarations }: VariableDeclaration, code: MagicString): Rewritten {
  code.overwrite(start, declarations[0].start, ';(');
  for (const { id, init } of declarations) if (!init) code.appendLeft(id.end, ' = undefined');
  code.appendLeft(declarations.at(-1)!.end, ');');
  return { names: declarations.flatMap(({ id }) => namesIn(id)) };
}

/** A class or a function becomes an assignment. Without its name inside, one that calls itself calls what the name stands for later. */
function rewriteNamed({ type, id, start, end }: FunctionDeclaration | ClassDeclaration, code: MagicString): Rewritten {
  code.remove(id.start, id.end);
  const assignment = `;${id.name} = ${code.slice(start, end)};`;
  if (type === 'ClassDeclaration') code.overwrite(start, end, assignment);
  else code.remove(start, end);
  return { names: [id.name], before: type === 'ClassDeclaration' ? '' : assignment };
}

function rewriteImport({ source, specifiers, start, end }: ImportDeclaration, code: MagicString): Rewritten {
  const names = specifiers.map(({ local }) => local.name);
  const wanted = specifiers.map((specifier) => {
    if (specifier.type === 'ImportNamespaceSpecifier') return '*';
    if (specifier.type === 'ImportDefaultSpecifier') return 'default';
    return specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value);
  });
  code.remove(start, end);
  return { names, before: `;[${names.join(', ')}] = await load(${JSON.stringify(source.value)}, ${JSON.stringify(wanted)});` };
}

/** `import('mdgl')` becomes `load('mdgl')`. */
function rewriteDynamicImports(node: Node, code: MagicString): void {
  if (node.type === 'ImportExpression') code.overwrite(node.start, node.start + 'import'.length, 'load');
  for (const child of Object.values(node).flat()) if (isNode(child)) rewriteDynamicImports(child, code);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Lists the names in a pattern such as `{ a, b: [c, ...d] }`. */
function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier': return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => namesIn(property.type === 'Property' ? property.value : property.argument));
    case 'ArrayPattern': return pattern.elements.flatMap((element) => element ? namesIn(element) : []);
    case 'AssignmentPattern': return namesIn(pattern.left);
    case 'RestElement': return namesIn(pattern.argument);
    default: return [];
  }
}
