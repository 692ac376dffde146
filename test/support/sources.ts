import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import * as ts from 'typescript';

const SRC = join(__dirname, '..', '..', 'src');

/** A source of the library: its path within src, with slashes, and what the compiler reads. */
export interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

/** All sources of the library, in order of path. */
export const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/')).filter((path) => path.endsWith('.ts')).sort()
  .map((path) => ({ path, tree: parse(path, readFileSync(join(SRC, path), 'utf8')) }));

/** Reads a text as the source of a file, which need not be there. */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Finds the modules that a source imports, in whichever way, as paths within src; packages are left out. */
export function importsOf({ path, tree }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isCallExpression(node) && ['import', 'require'].includes(node.expression.getText()) ? node.arguments[0]
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
    if (from && ts.isStringLiteral(from) && from.text.startsWith('.')) found.push(posix.join(posix.dirname(path), from.text));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Finds the names that a source declares and exports. */
export function exportsOf({ tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    const listed = ts.isExportDeclaration(statement) && !statement.moduleSpecifier && statement.exportClause;
    if (listed && ts.isNamedExports(listed)) return listed.elements.map(({ name }) => name.text);
    if (!ts.canHaveModifiers(statement) || !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
    return [(statement as ts.DeclarationStatement).name!.getText()];
  });
}
