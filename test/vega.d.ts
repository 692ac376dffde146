import 'vega';

declare module 'vega' {
  /** How wide Vega believes a text to be; it has no type of its own. */
  const textMetrics: { width(item: object, text: string): number };
}
