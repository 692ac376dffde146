/** Writes a text so that it stands in HTML, or in an attribute's quotes, as it is. */
export function escaped(text: string | number): string {
  return String(text).replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
