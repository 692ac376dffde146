import { groupBy } from '../core/stats/group-by';
import type { DrawnPoint } from './drawn-point';
import type { Spec } from './theme';

/**
 * Layers of a panel's curves, from back to front: band of mean ± sd, published mean (thin, dashed), mean. A curve of a
 * single point, which no line shows, is a dot. Layers without any data are left out.
 *
 * @param points what the panel shows; the specification's data must be the same
 * @param y the vertical encoding of a field
 * @param hover whether hovering shows values
 */
export function curveLayers(points: readonly DrawnPoint[], y: (field: string) => Spec, hover = false): Spec[] {
  const has = (field: keyof DrawnPoint) => points.some((point) => point[field] !== null);
  const lonely = rulesOfOnePoint(points);
  return [
    ...(has('sd') ? [band(y)] : []),
    ...(has('published') ? [line(y, 'published', { strokeWidth: 0.9, strokeDash: [3.5, 2] })] : []),
    line(y, 'mean', { strokeWidth: 1.7 }),
    ...(lonely.length > 0 ? [dots(y, lonely)] : []),
    ...(hover ? [hoverPoints(y)] : []),
  ];
}

function band(y: (field: string) => Spec): Spec {
  return {
    transform: [
      present('sd'),
      { calculate: 'datum.mean - datum.sd', as: 'low' },
      { calculate: 'datum.mean + datum.sd', as: 'high' },
    ],
    mark: { type: 'area', opacity: 0.18 },
    encoding: { y: y('low'), y2: { field: 'high' } },
  };
}

function line(y: (field: string) => Spec, field: string, stroke: Spec): Spec {
  return { transform: [present(field)], mark: { type: 'line', ...stroke }, encoding: { y: y(field) } };
}

function dots(y: (field: string) => Spec, rules: string[]): Spec {
  return {
    transform: [present('mean'), { filter: { field: 'rule', oneOf: rules } }],
    mark: { type: 'point', filled: true, size: 20, opacity: 1 },
    encoding: { y: y('mean') },
  };
}

/** A line answers to the mouse with its first point only; these, unseen, with each. */
function hoverPoints(y: (field: string) => Spec): Spec {
  const numbers = ['mean', 'sd', 'published'].map((field) => ({ field, type: 'quantitative', format: '.3f' }));
  return {
    transform: [present('mean')],
    mark: { type: 'point', filled: true, size: 60, opacity: 0 },
    encoding: { y: y('mean'), tooltip: [{ field: 'rule' }, { field: 'iteration', type: 'quantitative' }, ...numbers] },
  };
}

function present(field: string): Spec {
  return { filter: `isValid(datum.${field})` };
}

function rulesOfOnePoint(points: readonly DrawnPoint[]): string[] {
  const byRule = groupBy(points.filter((point) => point.mean !== null), (point) => point.rule);
  return [...byRule].filter(([, ofRule]) => ofRule.length === 1).map(([rule]) => rule);
}
