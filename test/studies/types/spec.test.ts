import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../../src/plot/svg';
import { typesResults } from '../../../src/studies/types/numbers';
import { typesSpec } from '../../../src/studies/types/spec';
import { cutOff, overlap, placedTexts } from '../../support/svg-texts';
import { warningsOf } from '../../support/warnings';
import { studyOf } from './hand-study';

const window = { first: 100, last: 200 };
const NAMES = ['e-prop', '1', '2', '4', '8', 'bca', '8 clusters', '4 random', '2 types: MDGL', '1 type'];
const ends = (loss: number) => [[loss, loss], [loss + 0.05, loss + 0.05]] as const;
const study = studyOf({
  'e-prop': ends(0.6), 'mdgl-1': ends(0.5), mdgl: ends(0.4), 'mdgl-random-4': ends(0.35), 'mdgl-random-8': ends(0.3),
  'mdgl-clusters-4': ends(0.33), 'mdgl-clusters-8': ends(0.25), 'mdgl-bca': ends(0.2),
});
const specOf = (of: typeof study, widthMm = 174) => typesSpec(typesResults(of, window), of.gamma, window, widthMm);

describe('the figure of a study of types', () => {
  it('looks as it did', async () => {
    await expect(`${await renderSvg(specOf(study), 174)}\n`).toMatchFileSnapshot('types.snapshot.svg');
  });

  it('compiles without a warning, of a single seed too', () => {
    const one = studyOf({ 'e-prop': [[0.6, 0.6]], mdgl: [[0.4, 0.4]], 'mdgl-bca': [[0.2, 0.2]] });
    for (const spec of [specOf(study), specOf(study, 85), specOf(one)]) {
      expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
      expect(warningsOf(spec)).toEqual([]);
    }
  });

  it.each([174, 130, 85])('names the numbers of types, and no text overlaps another or is cut off (%s mm)', async (widthMm) => {
    const svg = await renderSvg(specOf(study, widthMm), widthMm);
    const texts = placedTexts(svg).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(NAMES));
    expect(overlap(placedTexts(svg))).toBeUndefined();
    expect(cutOff(svg)).toBeUndefined();
  });

  it('shows every seed, and the mean of each rule', async () => {
    const marks = (await renderSvg(specOf(study), 174)).match(/<g class="mark-(symbol|rect)[^]*?<\/g>/g)!;
    const [seeds, means] = ['symbol', 'rect'].map((kind) => marks.filter((mark) => mark.startsWith(`<g class="mark-${kind}`)).join(''));
    expect(seeds!.match(/<path/g)).toHaveLength(16);
    expect(means!.match(/<path/g)).toHaveLength(8);
  });
});
