import { readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { dependencies } from '../../package.json';

const CORE = resolve(__dirname, '..', '..', 'src', 'core');
const system = { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} };
const config = ts.getParsedCommandLineOfConfigFile(join(CORE, 'tsconfig.json'), {}, system)!;
const inCore = (file: string) => !relative(CORE, file).startsWith('..');

/** The compile of core, with files that are on no disk beside its own. */
function compile(texts: ReadonlyMap<string, string>): ts.Program {
  const host = ts.createCompilerHost(config.options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, options, ...rest) => {
    const text = texts.get(resolve(file));
    return text === undefined ? getSourceFile(file, options, ...rest) : ts.createSourceFile(file, text, options);
  };
  return ts.createProgram([...config.fileNames, ...texts.keys()], config.options, host);
}

const refused = ['process', 'Buffer', 'document', '__dirname'];
const fileOf = (word: string) => join(CORE, 'network', `${word}.ts`);
const program = compile(new Map([...refused, 'Math'].map((word) => [fileOf(word), `export const found = ${word};\n`])));
const complaints = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) =>
  ({ file: resolve(file?.fileName ?? ''), text: ts.flattenDiagnosticMessageText(messageText, ' ') }));

describe('the wall around core', () => {
  it.each(refused)('refuses %s', (word) => {
    const ofWord = complaints.filter(({ file }) => file === fileOf(word)).map(({ text }) => text);
    expect(ofWord).toEqual([expect.stringContaining(`Cannot find name '${word}'`)]);
  });

  it('refuses nothing that core does, and not Math', () => {
    expect(complaints.filter(({ file }) => !refused.map(fileOf).includes(file))).toEqual([]);
  });

  it('stands around every file but the kernel\'s', () => {
    const files = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).map((file) => join(CORE, file));
    const kernel = join(CORE, 'engine', 'kernel');
    const sources = files.filter((file) => file.endsWith('.ts') && !file.startsWith(kernel));
    expect(config.fileNames.map((file) => resolve(file)).sort()).toEqual(sources.sort());
    expect(sources.length).toBeGreaterThan(50);
  });

  it('lets in packages that the library depends on, and no file of another room', () => {
    const foreign = program.getSourceFiles().filter(({ fileName }) => inCore(fileName)).flatMap(({ fileName, text }) =>
      ts.preProcessFile(text).importedFiles.map((imported) => imported.fileName).filter((name) => {
        if (name.startsWith('.')) return !inCore(resolve(fileName, '..', name));
        const [scope, rest] = name.split('/');
        return isBuiltin(name) || !((scope!.startsWith('@') ? `${scope}/${rest}` : scope!) in dependencies);
      }).map((name) => `${relative(CORE, fileName)}: ${name}`));
    expect(foreign).toEqual([]);
  });

  it('reaches no declaration of Node or of a page', () => {
    const outside = program.getSourceFiles().map(({ fileName }) => fileName).filter((file) => !inCore(file));
    expect(outside.filter((file) => /@types\/node|lib\.(dom|webworker)/.test(file))).toEqual([]);
    expect(outside.filter((file) => file.includes('/zod/')).length).toBeGreaterThan(0);
  });
});
