// @ts-check
import { typescriptLanguage } from '@codemirror/lang-javascript';
import { classHighlighter, highlightCode } from '@lezer/highlight';

const LANGUAGES = ['ts', 'typescript', 'js', 'javascript', 'json'];

/** Marks TypeScript by the classes that the editor gives it; other languages stay plain. @param {string} code @param {string} language */
export function highlighted(code, language) {
  if (!LANGUAGES.includes(language)) return escaped(code);
  let html = '';
  highlightCode(code, typescriptLanguage.parser.parse(code), classHighlighter, (text, classes) => {
    html += classes ? `<span class="${classes}">${escaped(text)}</span>` : escaped(text);
  }, () => { html += '\n'; });
  return html;
}

/** Writes text as HTML. @param {string} text */
export function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
