/** No Node: without `versions`, nobody takes it for one. */
Object.assign(globalThis, { process: { platform: 'browser', env: {} } });
