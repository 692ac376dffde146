import { dirname, join } from 'node:path';

const folder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** DejaVu Sans as files, so that pictures do not depend on the fonts of the machine. */
export const fontFiles = {
  regular: join(folder, 'DejaVuSans.ttf'),
  bold: join(folder, 'DejaVuSans-Bold.ttf'),
};
