import { expect, it } from 'vitest';
import { groupBy } from '../../../src/core/stats/group-by';

it('groups in the order of arrival', () => {
  expect([...groupBy([3, 1, 5, 4], (n) => n % 2)]).toEqual([[1, [3, 1, 5]], [0, [4]]]);
});
