import { InvalidArgumentError, Option } from 'commander';
import { singleSetting, type Setting } from '../core/single-setting';

export const setOption = () =>
  new Option('--set <path=value>', 'one setting, after --settings; can be repeated: --set task.cues=5 --set network.cellTypes.0.lif=9')
    .argParser(setting);

function setting(text: string, before: readonly Setting[] = []): Setting[] {
  const [, path, value] = /^([\w.]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined) throw new InvalidArgumentError('It must be a path, = and a value, such as task.cues=5.');
  if (before.some((other) => other.path === path)) throw new InvalidArgumentError(`It sets ${path} twice; once is allowed.`);
  return [...before, singleSetting(path, value)];
}
