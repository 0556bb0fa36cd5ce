const modules = {
  main: require('postpeer-wasm'),
  validating: require('postpeer-wasm/validate'),
  sandboxed: require('postpeer-wasm/sandbox'),
  relaying: require('postpeer-wasm/relay'),
};

import('./story.mjs').then(({ story }) => story(modules)).then(answer => console.log(JSON.stringify(answer)));
