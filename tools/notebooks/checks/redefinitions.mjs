// @ts-check
import ts from 'typescript';
import { codeCells } from '../notebook.mjs';

/**
 * What the library exports is used, not written again: no cell declares one of its names.
 * Taking names from the library (import, or destructuring what require or import() gives) is no declaration of them.
 * @param {import('../notebook.mjs').Notebook} notebook
 * @param {ReadonlySet<string>} exported
 */
export function redefinitions(notebook, exported) {
  return codeCells(notebook).flatMap(({ cell, place }) =>
    declaredIn(cell.source).filter((name) => exported.has(name)).map((name) => `cell ${place} declares ${name}, which mdgl exports`));
}

/**
 * Functions and classes wherever they stand, and the variables of the cell itself.
 * @param {string} source
 * @returns {string[]}
 */
export function declaredIn(source) {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.Latest, true);
  /** @type {string[]} */
  const names = [];
  /** @type {(node: import('typescript').Node) => void} */
  const visit = (node) => {
    if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) && node.name) {
      names.push(node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || !takesFromModule(initializer)) names.push(...namesOf(name));
    }
  }
  return names;
}

/** `require('mdgl')`, `await import('mdgl')`. @param {import('typescript').Expression} expression @returns {boolean} */
function takesFromModule(expression) {
  if (ts.isAwaitExpression(expression) || ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression)) {
    return takesFromModule(expression.expression);
  }
  return (
    ts.isCallExpression(expression) &&
    (expression.expression.kind === ts.SyntaxKind.ImportKeyword || expression.expression.getText() === 'require')
  );
}

/** @param {import('typescript').BindingName} name @returns {string[]} */
function namesOf(name) {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => ts.isOmittedExpression(element) ? [] : namesOf(element.name));
}
