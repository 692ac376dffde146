import { version } from 'mdgl/browser';

document.querySelector('main')!.append(`Version ${version}`);
