// @ts-check
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ToolError } from './tool-error.mjs';

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge', 'microsoft-edge'];

/**
 * Where browsers stand: on the PATH, or where the system puts programs.
 * @param {readonly string[]} names
 * @param {readonly string[]} places
 * @param {NodeJS.ProcessEnv} environment
 * @param {(file: string) => boolean} exists
 */
function find(names, places, environment, exists) {
  const onPath = (environment.PATH ?? '').split(delimiter).filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...places].find(exists);
}

/**
 * A Chromium, Chrome or Edge: what MDGL_CHROMIUM names, else the first that is found.
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {(file: string) => boolean} [exists]
 * @returns {string | undefined}
 */
export function findChromium(environment = process.env, exists = existsSync) {
  const named = environment.MDGL_CHROMIUM;
  if (named) {
    if (!exists(named)) throw new ToolError(`MDGL_CHROMIUM is ${named}, which does not exist; give the path of a Chromium or Chrome`);
    return named;
  }
  return find(CHROMIUMS, [
    ...['Chromium', 'Google Chrome', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
    ...windowsFolders(environment).flatMap((folder) => [
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  ], environment, exists);
}

/** Firefox, of any channel. @param {NodeJS.ProcessEnv} [environment] @param {(file: string) => boolean} [exists] */
export function findFirefox(environment = process.env, exists = existsSync) {
  return find(['firefox', 'firefox-esr'], [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...windowsFolders(environment).map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
  ], environment, exists);
}

/** The browser that WebKitGTK comes with, which is not on the PATH. @param {(file: string) => boolean} [exists] */
export function findMiniBrowser(exists = existsSync) {
  const libraries = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu`);
  return [...libraries, '/usr/libexec', '/usr/lib'].map((folder) => `${folder}/webkit2gtk-4.1/MiniBrowser`).find(exists);
}

/** Any browser that shows JupyterLab. @param {NodeJS.ProcessEnv} [environment] @param {(file: string) => boolean} [exists] */
export function findBrowser(environment = process.env, exists = existsSync) {
  return findChromium({ ...environment, MDGL_CHROMIUM: undefined }, exists) ?? findFirefox(environment, exists)
    ?? ['/Applications/Safari.app/Contents/MacOS/Safari'].find(exists);
}

/** @param {NodeJS.ProcessEnv} environment */
function windowsFolders(environment) {
  return [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA].filter((folder) => folder !== undefined);
}
